using System.Net;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Accounting;

public sealed class AccountingTests
{
    private static readonly GivenWorld World = new GivenWorld()
        .Add(RelationKind.DomainDownloadedFile, "verdalo.net", [.. Enumerable.Range(0, 5).Select(i => i.ToString("x64", null))])
        .Add(RelationKind.RegistrantEmail, "verdalo.net", "owner@verdalo.net");

    [Fact]
    public async Task AQueryAskedTwice_IsNamedWithItsCounts()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World });
        using var wire = new WireClient(simulator);

        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();
        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();
        (await wire.AskAsync(Operation.RegistrantEmail, "tramondi.org")).Dispose();

        var again = new QueryCount { Operation = "registrant_email", Value = "verdalo.net", Asked = 2, Answered = 2 };
        simulator.Stats.AskedAgain.ShouldBe([again]);
        simulator.Stats.AnsweredAgain.ShouldBe([again]);
        simulator.Stats.DistinctQueries.ShouldBe(2);
        simulator.Queries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task FurtherPages_AreNotTheSameQueryAskedTwice_UnlessAPageIs()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World });
        using var wire = new WireClient(simulator);
        const string Path = "/api/v3/domains/verdalo.net/downloaded_files?limit=2";

        var first = await wire.GetJsonAsync(Path);
        var secondPage = $"{Path}&cursor={Uri.EscapeDataString(first.GetProperty("meta").GetProperty("cursor").GetString()!)}";
        _ = await wire.GetJsonAsync(secondPage);

        simulator.Stats.AskedAgain.ShouldBeEmpty();
        _ = await wire.GetJsonAsync(secondPage);
        simulator.Stats.AskedAgain.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            count => count.Asked.ShouldBe(1),
            count => count.Answered.ShouldBe(1),
            count => count.FurtherPages.ShouldBe(2),
            count => count.PagesAskedAgain.ShouldBe(1));
    }

    [Fact]
    public async Task Requests_AreCountedByOperationKeyAndSource()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World });
        using var wire = new WireClient(simulator);

        foreach (var key in new[] { "one", "one", "two" })
        {
            (await wire.SendAsync(HttpMethod.Get, "/api/v3/domains/verdalo.net/downloaded_files", key)).Dispose();
        }

        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();
        (await wire.AskAsync(Operation.FileReputation, "aa11")).Dispose();

        var stats = simulator.Stats;
        stats.Requests.ShouldBe(5);
        stats.Answered.ShouldBe(5);
        stats.ByOperation["domain_downloaded_files"].ShouldBe(3);
        stats.ByKey["VirusTotal:one"].ShouldBe(new KeyCount(2, 2, 0));
        stats.ByKey["VirusTotal:two"].ShouldBe(new KeyCount(1, 1, 0));
        stats.ByKey[$"QiAnXin:{WireClient.Key}"].Requests.ShouldBe(1);
        stats.ByKey["QiAnXin:(no key)"].Requests.ShouldBe(1);
        stats.BySource["QiAnXin"].ShouldBe(new KeyCount(2, 2, 0));
    }

    [Fact]
    public async Task TheMostInAnyMinute_CountsAWindowThatBeginsAnywhere()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time });
        using var wire = new WireClient(simulator);

        // At 0, 50, 51, 61 and 110 s: the window from 50 to 110 holds three, as 50 and 110 are a whole window apart.
        foreach (var pause in new[] { 0, 50, 1, 10, 49 })
        {
            time.Advance(TimeSpan.FromSeconds(pause));
            (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();
        }

        simulator.Stats.BySource["QiAnXin"].ShouldBe(new KeyCount(5, 3, 0));
    }

    [Fact]
    public async Task InFlight_IsCountedNowAtMostAndOnAverage()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time, Delay = DelayRange.Parse("10000") });
        using var wire = new WireClient(simulator);

        // One request from 0 to 10 s, two more from 5 to 15 s.
        var first = wire.AskAsync(Operation.RegistrantEmail, "verdalo.net");
        await time.WhenTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(5));
        Task<HttpResponseMessage>[] more = [wire.AskAsync(Operation.RegistrantEmail, "a.net"), wire.AskAsync(Operation.RegistrantEmail, "b.net")];
        await time.WhenTimersAsync(3);
        var meanwhile = simulator.Stats;
        time.Advance(TimeSpan.FromSeconds(5));
        (await first).Dispose();
        time.Advance(TimeSpan.FromSeconds(5));
        foreach (var response in await Task.WhenAll(more))
        {
            response.Dispose();
        }

        meanwhile.InFlight.ShouldBe(3);
        meanwhile.InFlightSeconds.ShouldBe(5);
        time.Advance(TimeSpan.FromSeconds(100));
        simulator.Stats.ShouldSatisfyAllConditions(
            stats => stats.InFlight.ShouldBe(0),
            stats => stats.MostInFlight.ShouldBe(3),
            stats => stats.InFlightSeconds.ShouldBe(30),
            stats => stats.AverageInFlight.ShouldBe(2),
            stats => stats.ElapsedSeconds.ShouldBe(115));
    }

    [Fact]
    public async Task Reset_ForgetsAllCountsButWhatIsInWork()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time, Delay = DelayRange.Parse("10000") });
        using var wire = new WireClient(simulator);
        var open = wire.AskAsync(Operation.RegistrantEmail, "verdalo.net");
        await time.WhenTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(4));

        simulator.Reset();

        simulator.Stats.Requests.ShouldBe(0);
        simulator.Stats.InFlight.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(6));
        (await open).Dispose();
        simulator.Stats.InFlightSeconds.ShouldBe(6);
        simulator.Stats.Answered.ShouldBe(0);
        simulator.CountOf(Operation.RegistrantEmail, "verdalo.net").Asked.ShouldBe(0);
    }

    [Fact]
    public async Task ManyRequestsAtOnce_AreAllCounted()
    {
        var world = new SyntheticWorld();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = world, TimeProvider = new ManualTime() });
        using var wire = new WireClient(simulator);
        var names = world.Seeds(400).Where(seed => seed.Type == IocType.Domain).Select(seed => seed.Value).ToList();

        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions
        {
            MaxDegreeOfParallelism = 32,
            CancellationToken = TestContext.Current.CancellationToken,
        }, async (i, _) =>
        {
            (await wire.AskAsync(Operation.RegistrantEmail, names[i % names.Count])).Dispose();
        });

        simulator.Stats.ShouldSatisfyAllConditions(
            stats => stats.Answered.ShouldBe(2_000),
            stats => stats.DistinctQueries.ShouldBe(100),
            stats => stats.AnsweredAgain.Sum(query => query.Answered).ShouldBe(2_000),
            stats => stats.BySource["QiAnXin"].MostInAnyMinute.ShouldBe(2_000),
            stats => stats.InFlight.ShouldBe(0));
    }

    [Fact]
    public async Task TotalsOnly_RememberNoQuery()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, Count = CountingMode.Totals });
        using var wire = new WireClient(simulator);

        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();

        simulator.Stats.Answered.ShouldBe(1);
        simulator.Stats.DistinctQueries.ShouldBe(0);
    }

    [Fact]
    public async Task TheRequestLog_HoldsEachRequestInOrder()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time, LogRequests = true });
        using var wire = new WireClient(simulator);

        (await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net")).Dispose();
        time.Advance(TimeSpan.FromSeconds(3));
        (await wire.AskAsync(Operation.DomainDownloadedFiles, "verdalo.net")).Dispose();

        simulator.Requests.ShouldBe(
        [
            new LoggedRequest("registrant_email", "verdalo.net", "QiAnXin:(no key)", 0, Outcome.Answered),
            new LoggedRequest("domain_downloaded_files", "verdalo.net", $"VirusTotal:{WireClient.Key}", 3, Outcome.Answered),
        ]);
    }

    [Fact]
    public async Task AClientThatLeavesBeforeTheAnswer_IsCountedAsSuch()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time, Delay = DelayRange.Parse("10000") });
        using var wire = new WireClient(simulator);
        var leaving = new CancellationTokenSource();
        var asking = wire.AskAsync(Operation.RegistrantEmail, "verdalo.net", leaving);
        await time.WhenTimersAsync(1);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
        await simulator.WhenIdleAsync();

        simulator.Stats.Abandoned.ShouldBe(1);
        simulator.CountOf(Operation.RegistrantEmail, "verdalo.net").ShouldSatisfyAllConditions(
            count => count.NotServed.ShouldBe(1),
            count => count.Answered.ShouldBe(0));
    }

    [Fact]
    public async Task AQuota_RefusesWhatIsTooMuchInAnyMinuteAndSaysWhenToComeBack()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions
        {
            World = World,
            TimeProvider = time,
            QuotaPerMinute = new Dictionary<string, int> { ["VirusTotal"] = 2 },
        });
        using var wire = new WireClient(simulator);
        (await wire.AskAsync(Operation.DomainDownloadedFiles, "verdalo.net")).Dispose();
        time.Advance(TimeSpan.FromSeconds(20));
        (await wire.AskAsync(Operation.DomainDownloadedFiles, "verdalo.net")).Dispose();

        using var tooMuch = await wire.AskAsync(Operation.DomainDownloadedFiles, "verdalo.net");
        using var otherKey = await wire.SendAsync(HttpMethod.Get, WireClient.PathOf(Operation.DomainDownloadedFiles, "verdalo.net"), "other");
        using var otherSource = await wire.AskAsync(Operation.RegistrantEmail, "verdalo.net");
        time.Advance(TimeSpan.FromSeconds(40));
        using var later = await wire.AskAsync(Operation.DomainDownloadedFiles, "verdalo.net");

        tooMuch.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        tooMuch.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(40));
        otherKey.StatusCode.ShouldBe(HttpStatusCode.OK);
        otherSource.StatusCode.ShouldBe(HttpStatusCode.OK);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
        simulator.Stats.Throttled.ShouldBe(1);
        simulator.Stats.ByKey[$"VirusTotal:{WireClient.Key}"].ShouldBe(new KeyCount(4, 3, 1));
        simulator.Stats.BySource["VirusTotal"].Throttled.ShouldBe(1);
    }
}
