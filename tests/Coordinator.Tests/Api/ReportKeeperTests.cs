using IocExplorer.Coordinator.Api.Findings;
using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>When reports are made, and for how long they are kept.</summary>
public sealed class ReportKeeperTests
{
    private readonly FakeTime _time = new();
    private readonly PlayedReports _source = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_OfAHuntThatIsOver_IsMadeOnce_HoweverManyAskAndHoweverLate()
    {
        _source[1] = new("all", IsOver: true);
        var keeper = Create();

        var asking = Enumerable.Range(0, 5).Select(_ => keeper.GetAsync(1, Cancellation)).ToList();
        _source.Finish(await _source.NextAsync());
        var reports = await Task.WhenAll(asking);
        _time.Advance(TimeSpan.FromDays(30));

        reports.Append(await keeper.GetAsync(1, Cancellation)).ShouldAllBe(report => report!.Seeds == 1 && report.AsOf == null);
        _source.Made.ShouldBe(1);
    }

    [Fact]
    public async Task Report_ThatAnotherNodeMade_IsNotMadeAgain()
    {
        _source[1] = new("all", IsOver: true);
        var first = Create().GetAsync(1, Cancellation);
        _source.Finish(await _source.NextAsync());
        await first;

        (await Create().GetAsync(1, Cancellation))!.Seeds.ShouldBe(1);

        _source.Made.ShouldBe(1);
    }

    [Fact]
    public async Task Report_OfAHuntThatGoesOn_IsTheOneBefore_WithItsTime_WhileTheNextIsMade()
    {
        var keeper = Create();
        var began = _time.GetUtcNow();
        _source[1] = new("one tree", IsOver: false);
        var asking = keeper.GetAsync(1, Cancellation);
        _source.Finish(await _source.NextAsync());
        await asking;
        _source[1] = new("two trees", IsOver: false);
        _time.Advance(TimeSpan.FromSeconds(29));
        var early = await keeper.GetAsync(1, Cancellation);
        _source.Made.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));

        var stale = await keeper.GetAsync(1, Cancellation);
        var second = await _source.NextAsync();
        var meanwhile = await keeper.GetAsync(1, Cancellation);
        _source.Finish(second);
        await _source.KeptAsync(2);
        var fresh = await keeper.GetAsync(1, Cancellation);

        new[] { early, stale, meanwhile }.ShouldAllBe(report => report!.Seeds == 1 && report.AsOf == began);
        (fresh!.Seeds, fresh.AsOf).ShouldBe((2, began.AddSeconds(30)));
        _source.Made.ShouldBe(2);
    }

    [Fact]
    public async Task Report_OfAHuntThatHasEndedSince_IsWaitedFor()
    {
        var keeper = Create();
        _source[1] = new("one tree", IsOver: false);
        var asking = keeper.GetAsync(1, Cancellation);
        _source.Finish(await _source.NextAsync());
        await asking;
        _source[1] = new("all", IsOver: true);

        var last = keeper.GetAsync(1, Cancellation);
        var making = await _source.NextAsync();
        last.IsCompleted.ShouldBeFalse();
        _source.Finish(making);

        ((await last)!.Seeds, (await last)!.AsOf).ShouldBe((2, null));
    }

    [Fact]
    public async Task Reports_OfSeveralHunts_AreMadeOneAfterTheOther()
    {
        _source[1] = _source[2] = new("all", IsOver: true);
        var keeper = Create();

        var (one, two) = (keeper.GetAsync(1, Cancellation), keeper.GetAsync(2, Cancellation));
        var first = await _source.NextAsync();
        _source.Made.ShouldBe(1);
        _source.Finish(first);
        _source.Finish(await _source.NextAsync());
        await Task.WhenAll(one, two);

        _source.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task Report_ThatNobodyWaitsFor_IsStoppedAfterAWhile_AndMadeAnewForWhoAsksThen()
    {
        _source[1] = new("all", IsOver: true);
        var keeper = Create();
        using var impatient = new CancellationTokenSource();
        var asking = keeper.GetAsync(1, impatient.Token);
        var making = await _source.NextAsync();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);

        _time.Advance(TimeSpan.FromSeconds(59));
        making.IsCancellationRequested.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        making.IsCancellationRequested.ShouldBeTrue();
        var later = keeper.GetAsync(1, Cancellation);
        _source.Finish(await _source.NextAsync());

        (await later)!.Seeds.ShouldBe(2);
    }

    [Fact]
    public async Task Report_OfWhoLostTheConnection_GoesOnForTheNextTry()
    {
        _source[1] = new("all", IsOver: true);
        var keeper = Create();
        using var impatient = new CancellationTokenSource();
        var asking = keeper.GetAsync(1, impatient.Token);
        var making = await _source.NextAsync();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);

        var again = keeper.GetAsync(1, Cancellation);
        _time.Advance(TimeSpan.FromMinutes(5));
        _source.Finish(making);

        (await again)!.Seeds.ShouldBe(1);
        _source.Made.ShouldBe(1);
    }

    [Fact]
    public async Task Report_OfNoHunt_IsNone() => (await Create().GetAsync(9, Cancellation)).ShouldBeNull();

    private ReportKeeper Create() => new(_source, _time);
}
