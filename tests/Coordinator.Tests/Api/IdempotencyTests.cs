using System.Net;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Tokens;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>The same submission more than once.</summary>
public sealed class IdempotencyTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiService _service = fixture.Service;

    [Fact]
    public async Task SameKeyTwice_IsTheSameHunt_AlsoWhenItIsOver()
    {
        var client = await _service.ClientAsync(TokenRole.Submit);
        using var first = await SendAsync(client, "key 1", "a.com\nb.com");
        var hunt = await first.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);
        await _service.FinishAsync(hunt.Id, 2);

        using var second = await SendAsync(client, "key 1", "a.com\nb.com");
        var again = await second.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntView);

        (again.Id, again.State).ShouldBe((hunt.Id, HuntState.Finished));
        second.Headers.Location!.ToString().ShouldBe($"/api/v1/hunts/{hunt.Id}");
    }

    [Fact]
    public async Task SameKeyFromEightAtOnce_IsOneHunt()
    {
        var client = await _service.ClientAsync(TokenRole.Submit, "eight");

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => SendAsync(client, "at once", string.Join('\n', Enumerable.Range(0, 200).Select(i => $"n{i}.com")))));

        responses.Count(r => r.StatusCode == HttpStatusCode.Accepted).ShouldBe(1);
        responses.Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(7);
        responses.Select(r => r.Headers.Location).Distinct().Count().ShouldBe(1);
        var hunts = await _service.Hunts.ListAsync(null, null, 1000, Cancellation);
        hunts.Single(h => h.SubmittedBy == "eight").Trees.Waiting.ShouldBe(200);
    }

    [Fact]
    public async Task SameKeyWithOtherContent_IsRefused_AndNamesTheHunt()
    {
        var client = await _service.ClientAsync(TokenRole.Submit);
        using var first = await SendAsync(client, "key", "a.com");
        var hunt = await first.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);

        foreach (var (seeds, query) in new[]
        {
            ("b.com", ""), ("a.com\nb.com", ""), ("a.com\na.com", ""), ("a.com\n?", ""), ("a.com", "?depth=3"), ("a.com", "?name=hunt"), ("a.com", "?plain"),
            ("a.com", "?refresh=1"),
        })
        {
            using var other = await SendAsync(client, "key", seeds, query);
            (await other.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values")).Detail().ShouldContain($"stands for hunt {hunt.Id},");
        }
    }

    [Fact]
    public async Task SameContentInOtherBytes_IsTheSame()
    {
        var client = await _service.ClientAsync(TokenRole.Submit);
        using var first = await SendAsync(client, "key", "type,value\ndomain,a.com\n");
        var hunt = await first.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hunts")
        {
            Content = Json("""{ "seeds": ["a[.]com"] }"""),
            Headers = { { "Idempotency-Key", "key" } },
        };

        using var second = await client.SendAsync(request, Cancellation);

        (await second.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntView)).Id.ShouldBe(hunt.Id);
    }

    [Fact]
    public async Task SameKeyOfAnotherToken_IsAnotherHunt()
    {
        using var first = await SendAsync(await _service.ClientAsync(TokenRole.Submit), "shared", "a.com");
        using var second = await SendAsync(await _service.ClientAsync(TokenRole.Submit), "shared", "a.com");

        (await second.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView)).Id
            .ShouldNotBe((await first.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView)).Id);
    }

    [Theory]
    [InlineData("'; DROP TABLE hunts; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("../../etc/passwd")]
    public async Task KeyOfAnySort_IsAKey(string key)
    {
        var client = await _service.ClientAsync(TokenRole.Submit);

        using var first = await SendAsync(client, key, "a.com");
        using var second = await SendAsync(client, key, "a.com");

        (await second.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntView)).Id
            .ShouldBe((await first.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView)).Id);
    }

    [Fact]
    public async Task KeyThatIsNone_IsRefused()
    {
        var client = await _service.ClientAsync(TokenRole.Submit);

        using var tooLong = await SendAsync(client, new string('a', 201), "a.com");
        using var tab = await SendAsync(client, "a\tb", "a.com");

        await tooLong.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values");
        await tab.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string key, string seeds, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hunts" + query) { Content = Csv(seeds) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key).ShouldBeTrue();
        return await client.SendAsync(request, Cancellation);
    }
}
