using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

public sealed class ForeignHostTests
{
    [Theory]
    [InlineData("redirect")]
    [InlineData("next-elsewhere")]
    public async Task AClientThatFollowsWithItsKey_IsCaught(string rule)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions
        {
            Troubles = [TroubleRule.Parse(rule)],
            EmptyAnswers = EmptyAnswers.EmptyList,
        });
        using var wire = new WireClient(simulator);
        using var answer = await wire.AskAsync(Operation.DomainResolutions, "verdalo.net");
        var target = answer.Headers.Location
            ?? new Uri((await WireClient.ReadJsonAsync(answer)).GetProperty("links").GetProperty("next").GetString()!);

        (await wire.SendAsync(HttpMethod.Get, new Uri(simulator.ForeignAddress, "/api/v3/" + target.PathAndQuery).ToString(), key: null)).Dispose();
        simulator.Stats.ForeignRequests.ShouldHaveSingleItem().CarriedKey.ShouldBeFalse();

        using var follower = new HttpClient();
        follower.DefaultRequestHeaders.Add("X-Apikey", "secret");
        (await follower.GetAsync(target, TestContext.Current.CancellationToken)).Dispose();

        target.Authority.ShouldBe(simulator.ForeignAddress.Authority);
        var caught = simulator.Stats.ForeignRequests[1];
        caught.CarriedKey.ShouldBeTrue();
        caught.Method.ShouldBe("GET");
        caught.Target.ShouldBe(target.PathAndQuery);
        caught.HeaderNames.ShouldContain("X-Apikey");
    }

    [Theory]
    [InlineData("Authorization", "Bearer something")]
    [InlineData("X-Other", "prefix test-key suffix")]
    public async Task AKeyInAnyHeader_IsNoticed(string header, string value)
    {
        await using var simulator = await Simulator.StartAsync();
        using var wire = new WireClient(simulator);
        (await wire.AskAsync(Operation.DomainResolutions, "verdalo.net")).Dispose();
        using var follower = new HttpClient();
        follower.DefaultRequestHeaders.Add(header, value);

        (await follower.GetAsync(simulator.ForeignAddress, TestContext.Current.CancellationToken)).Dispose();

        simulator.Stats.ForeignRequests.ShouldHaveSingleItem().CarriedKey.ShouldBeTrue();
    }

    [Fact]
    public async Task AKeyInTheQuery_IsNoticedAndBlanked()
    {
        await using var simulator = await Simulator.StartAsync();
        using var follower = new HttpClient();

        (await follower.GetAsync(new Uri(simulator.ForeignAddress, "/a?apikey=secret&param=b"), TestContext.Current.CancellationToken)).Dispose();

        var caught = simulator.Stats.ForeignRequests.ShouldHaveSingleItem();
        caught.CarriedKey.ShouldBeTrue();
        caught.Target.ShouldBe("/a?apikey=***&param=b");
    }

    [Fact]
    public async Task TheForeignHost_IsNotTheSourcesHost()
    {
        await using var simulator = await Simulator.StartAsync();

        simulator.ForeignAddress.Authority.ShouldNotBe(simulator.BaseAddress.Authority);
    }
}
