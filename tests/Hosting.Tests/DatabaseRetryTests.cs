using IocExplorer.Persistence;

namespace IocExplorer.Hosting.Tests;

public sealed class DatabaseRetryTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly PauselessTime _time = new();
    private int _calls;

    [Fact]
    public async Task Database_ThatIsAway_IsAskedAgainWithGrowingPausesUntilItAnswers()
    {
        var told = new List<int>();

        await DatabaseRetry.Create(_time, First, Longest, onAway: (failures, _) => told.Add(failures)).ExecuteAsync(
            _ => FailAsync(LedgerErrorKind.Unavailable, times: 200), TestContext.Current.CancellationToken);

        _calls.ShouldBe(201);
        told.ShouldBe(Enumerable.Range(0, 200));
        _time.Pauses.Take(6).Select(pause => pause.TotalSeconds).ShouldBe([0.5, 1, 2, 4, 8, 10]);
        _time.Pauses.Skip(6).ShouldAllBe(pause => pause == Longest);
    }

    [Fact]
    public async Task Pauses_WithRandom_AreSpreadAndNoLongerThanTheLongest()
    {
        await DatabaseRetry.Create(_time, First, Longest, new Random(1)).ExecuteAsync(
            _ => FailAsync(LedgerErrorKind.Unavailable, times: 200), TestContext.Current.CancellationToken);

        _time.Pauses.ShouldAllBe(pause => pause <= Longest);
        _time.Pauses[..4].Distinct().Count().ShouldBe(4);
        _time.Pauses[..4].ShouldNotBe([First, First * 2, First * 4, First * 8]);
    }

    [Fact]
    public async Task Database_ThatRefuses_IsNotAskedAgain()
    {
        var refused = await Should.ThrowAsync<LedgerException>(DatabaseRetry.Create(_time, First, Longest).ExecuteAsync(
            _ => FailAsync(LedgerErrorKind.NewerSchema, times: 1), TestContext.Current.CancellationToken).AsTask());

        refused.Kind.ShouldBe(LedgerErrorKind.NewerSchema);
        _calls.ShouldBe(1);
    }

    private ValueTask FailAsync(LedgerErrorKind kind, int times) => ++_calls <= times ? throw new LedgerException("Away.", kind) : default;

    /// <summary>Every timer is due at once, and what it was to wait is written down.</summary>
    private sealed class PauselessTime : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
