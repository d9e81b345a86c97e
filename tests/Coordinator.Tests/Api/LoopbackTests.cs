using System.Net;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>A service without tokens.</summary>
public sealed class LoopbackTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiService _service = fixture.Service;

    [Theory]
    [InlineData("Host", "evil.example", false)]
    [InlineData("Host", "localhost.evil.example", false)]
    [InlineData("Host", "127.0.0.1.evil.example:80", false)]
    [InlineData("Host", "localhost", true)]
    [InlineData("Host", "LOCALHOST:8080", true)]
    [InlineData("Host", "127.0.0.1:1", true)]
    [InlineData("Host", "[::1]:8080", true)]
    [InlineData("X-Forwarded-For", "127.0.0.1", false)]
    [InlineData("Forwarded", "for=127.0.0.1", false)]
    [InlineData("Via", "1.1 proxy", false)]
    [InlineData("Origin", "http://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost:3000", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    public async Task ServiceWithoutTokens_TakesRequestsOnlyFromProgramsThatMeanIt(string header, string value, bool isTaken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/hunts");
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();

        using var response = await _service.Client().SendAsync(request, Cancellation);

        response.StatusCode.ShouldBe(isTaken ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }
}
