using System.Net;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class ServiceRetryPolicyTests
{
    [Theory]
    [InlineData(0, 500)]
    [InlineData(1, 1000)]
    [InlineData(2, 2000)]
    [InlineData(4, 8000)]
    [InlineData(9, 8000)]
    public void Pause_WithOneServer_DoublesUpToAnEnd(int attempt, int milliseconds)
    {
        ServiceRetryPolicy.Pause(attempt, 1, Trouble(), chance: 1).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
        ServiceRetryPolicy.Pause(attempt, 1, Trouble(), chance: 0).ShouldBe(TimeSpan.FromMilliseconds(milliseconds * 0.75));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 500)]
    [InlineData(3, 0)]
    [InlineData(5, 1000)]
    public void Pause_WithThreeServers_AsksTheOthersAtOnce(int attempt, int milliseconds) =>
        ServiceRetryPolicy.Pause(attempt, 3, Trouble(), chance: 1).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData(429, 1, 7, 7)]
    [InlineData(429, 2, 7, 7)]
    [InlineData(503, 1, 7, 7)]
    [InlineData(503, 2, 7, 0)]
    [InlineData(503, 1, 0, 0.5)]
    public void Pause_AskedForByTheService_IsKept(int status, int servers, double asked, double seconds) =>
        ServiceRetryPolicy.Pause(0, servers, Trouble((HttpStatusCode)status, TimeSpan.FromSeconds(asked)), chance: 1).ShouldBe(TimeSpan.FromSeconds(seconds));

    private static ServiceException Trouble(HttpStatusCode? status = null, TimeSpan? retryAfter = null) => new(["it failed"])
    {
        Why = "",
        Status = status,
        RetryAfter = retryAfter,
    };
}
