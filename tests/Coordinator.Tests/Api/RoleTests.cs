using System.Net;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Messages.Service.Tokens;
using Microsoft.AspNetCore.Authorization;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Which role each endpoint needs, and what counts as a token at all.</summary>
public sealed class RoleTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiService _service = fixture.Service;

    public static TheoryData<string, string, TokenRole> Endpoints => new()
    {
        { "POST", "/hunts", TokenRole.Submit },
        { "GET", "/hunts", TokenRole.Read },
        { "GET", "/hunts/1", TokenRole.Read },
        { "GET", "/hunts/1/progress", TokenRole.Read },
        { "GET", "/hunts/1/summary", TokenRole.Read },
        { "GET", "/hunts/1/trees", TokenRole.Read },
        { "GET", "/hunts/1/trees/1.txt", TokenRole.Read },
        { "GET", "/hunts/1/trees/1.json", TokenRole.Read },
        { "GET", "/hunts/1/results.zip", TokenRole.Read },
        { "GET", "/hunts/1/report", TokenRole.Read },
        { "GET", "/hunts/1/why", TokenRole.Read },
        { "GET", "/hunts/1/explain", TokenRole.Read },
        { "GET", "/hunts/1/diff", TokenRole.Read },
        { "GET", "/hunts/1/exports/stix", TokenRole.Read },
        { "GET", "/exports", TokenRole.Read },
        { "GET", "/hunts/1/graph", TokenRole.Read },
        { "GET", "/hunts/1/trees/1/nodes", TokenRole.Read },
        { "POST", "/seeds/preview", TokenRole.Submit },
        { "POST", "/hunts/1/pause", TokenRole.Submit },
        { "POST", "/hunts/1/resume", TokenRole.Submit },
        { "POST", "/hunts/1/cancel", TokenRole.Submit },
        { "POST", "/hunts/1/retry", TokenRole.Submit },
        { "DELETE", "/hunts/1", TokenRole.Admin },
        { "GET", "/nodes", TokenRole.Read },
        { "GET", "/tokens", TokenRole.Admin },
        { "POST", "/tokens", TokenRole.Admin },
        { "DELETE", "/tokens/x", TokenRole.Admin },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_IsOpenToItsRoleAndThoseAbove_AndToNobodyElse(string method, string path, TokenRole needed)
    {
        foreach (var role in Enum.GetValues<TokenRole>())
        {
            using var response = await SendAsync(await _service.ClientAsync(role), method, path);
            if (role >= needed)
            {
                response.StatusCode.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
            }
            else
            {
                var problem = await response.ProblemAsync(HttpStatusCode.Forbidden, "insufficient-role");
                problem.Detail().ShouldContain($"this needs {needed.ToString().ToLowerInvariant()}");
            }
        }

        using var none = await SendAsync(_service.Client(), method, path);
        await none.ProblemAsync(HttpStatusCode.Unauthorized, "no-token");
        none.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"IOC Explorer\"");
        using var wrong = await SendAsync(_service.Client(TokenText.Make()), method, path);
        await wrong.ProblemAsync(HttpStatusCode.Unauthorized, "wrong-token");
        wrong.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token");
    }

    [Fact]
    public async Task EveryRouteOfTheApi_NeedsARole()
    {
        var routes = _service.Routes.Where(r => r.RoutePattern.RawText!.StartsWith(ServiceApi.BasePath, StringComparison.Ordinal)).ToList();

        routes.Count.ShouldBe(Endpoints.Count);
        routes.ShouldAllBe(r => r.Metadata.GetMetadata<IAuthorizeData>()!.Policy != null);
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer  ")]
    [InlineData("Bearer ' OR 1=1 --")]
    [InlineData("Bearer ioc_")]
    public async Task AuthorizationThatIsNoToken_IsRefused(string header)
    {
        await _service.TokenAsync(TokenRole.Admin);
        var client = _service.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header).ShouldBeTrue();

        using var response = await client.GetAsync("/api/v1/hunts", Cancellation);

        await response.ProblemAsync(HttpStatusCode.Unauthorized, "wrong-token");
    }

    [Theory]
    [InlineData("""{"name":"","role":"read"}""", 422)]
    [InlineData("""{"name":"a b","role":"read"}""", 422)]
    [InlineData("""{"name":"../../etc/passwd","role":"read"}""", 422)]
    [InlineData("""{"name":"<script>","role":"read"}""", 422)]
    [InlineData("""{"name":"'; DROP TABLE tokens; --","role":"read"}""", 422)]
    [InlineData("""{"name":"a\u202eb","role":"read"}""", 422)]
    [InlineData("""{"name":"a\u0000b","role":"read"}""", 422)]
    [InlineData("""{"name":"loopback","role":"read"}""", 422)]
    [InlineData("""{"name":"Admin-File","role":"read"}""", 422)]
    [InlineData("""{"name":"x","role":"root"}""", 400)]
    [InlineData("""{"name":"x","role":7}""", 422)]
    [InlineData("""{"name":"x"}""", 422)]
    [InlineData("""{"name":"x","role":"read","admin":true}""", 400)]
    [InlineData("""{"name":"x","name":"y","role":"read"}""", 400)]
    [InlineData("""null""", 400)]
    [InlineData("""{"name":"x","ro""", 400)]
    public async Task TokenThatCannotBe_IsRefused(string body, int status)
    {
        var admin = await _service.ClientAsync(TokenRole.Admin);

        using var response = await admin.PostAsync("/api/v1/tokens", Json(body), Cancellation);

        await response.ProblemAsync((HttpStatusCode)status, status == 400 ? "not-json" : "wrong-values");
        (await _service.Tokens.ListAsync(Cancellation)).ShouldAllBe(t => t.Name.StartsWith("token-", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), ServiceApi.BasePath + path);
        if (method == "POST")
        {
            request.Content = Json("{}");
        }

        return await client.SendAsync(request, Cancellation);
    }
}
