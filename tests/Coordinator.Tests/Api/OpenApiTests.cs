using System.Text.Json;
using System.Text.RegularExpressions;
using IocExplorer.Coordinator.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>The document that describes the API.</summary>
public sealed partial class OpenApiTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiService _service = fixture.Service;

    [Fact]
    public async Task Document_NamesEveryRoute_WithItsSummaryItsAnswersAndItsRefusals()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");

        var routes = _service.Routes.Where(r => r.RoutePattern.RawText!.StartsWith(ServiceApi.BasePath, StringComparison.Ordinal)).ToList();
        foreach (var route in routes)
        {
            var path = Constraint().Replace(route.RoutePattern.RawText!, "");
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
            paths.TryGetProperty(path, out var item).ShouldBeTrue(path);
            item.TryGetProperty(method.ToLowerInvariant(), out var operation).ShouldBeTrue($"{method} {path}");
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
            operation.GetProperty("description").GetString()!.ShouldEndWith($"Needs the role {route.Metadata.GetMetadata<IAuthorizeData>()!.Policy}.");
            operation.GetProperty("security")[0].TryGetProperty("bearer", out _).ShouldBeTrue();
            var answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
            answers.Keys.ShouldContain(k => k.StartsWith('2'), $"{method} {path}");
            foreach (var status in new[] { "401", "403", "429", "500", "503" }.Concat(path.Contains("{id}", StringComparison.Ordinal) ? ["404"] : []))
            {
                answers.ShouldContainKey(status, $"{method} {path}");
                answers[status].GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue($"{method} {path} {status}");
            }

            foreach (
                var parameter in operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : Array.Empty<JsonElement>())
            {
                parameter.TryGetProperty("description", out _).ShouldBeTrue($"{method} {path} {parameter}");
            }
        }

        paths.EnumerateObject().Sum(p => p.Value.EnumerateObject().Count()).ShouldBe(routes.Count);
    }

    [Fact]
    public async Task Document_DescribesTheWordsOfTheApi()
    {
        var document = await DocumentAsync();

        document.GetProperty("info").GetProperty("title").GetString().ShouldBe("IOC Explorer");
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString().ShouldBe("bearer");
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => s.Name).ToList();
        foreach (var name in new[]
        {
            "SubmitHunt", "HuntView", "HuntPage", "ProgressView", "SummaryView", "TreePage", "NodeList", "TokenList", "NewToken", "MadeToken", "ProblemDetails",
        })
        {
            schemas.ShouldContain(name);
        }

        var submit = document.GetProperty("paths").GetProperty("/api/v1/hunts").GetProperty("post");
        submit.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(c => c.Name)
            .ShouldBe(["application/json", "text/csv"], ignoreOrder: true);
        submit.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString())
            .ShouldBe(["name", "depth", "maxAge", "refresh", "plain", "Idempotency-Key"]);
    }

    [Fact]
    public async Task Document_IsForAnybody()
    {
        await using var service = await StartAsync();
        await service.TokenAsync(Messages.Service.Tokens.TokenRole.Admin);
        service.Remote = System.Net.IPAddress.Parse("192.0.2.7");

        (await service.Client().GetAsync("/openapi/v1.json", Cancellation)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private async Task<JsonElement> DocumentAsync() => JsonDocument.Parse(await _service.Client().GetStringAsync("/openapi/v1.json", Cancellation)).RootElement;

    [GeneratedRegex(":(long|int)")]
    private static partial Regex Constraint();
}
