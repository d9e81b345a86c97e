using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>
/// What a worker has in hand. It outlives the worker's crashes: a new worker goes on with the claims, and with the queries under way, of the one before.
/// </summary>
internal sealed class LaneDesk
{
    private long _found;
    private long _empty;
    private long _notAnswered;
    private int _inFlight;
    private int _hinted = 1;
    private int _term;

    /// <summary>Claimed and not started. The worker's alone.</summary>
    public Queue<Claim> Ready { get; } = new();

    /// <summary>A claim call is outstanding. The worker's alone.</summary>
    public bool IsClaiming { get; set; }

    /// <summary>Nothing is claimed any more. The worker's alone.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Ends when the worker was stopped and has nothing in hand.</summary>
    public TaskCompletionSource Drained { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Counts up when what was claimed may be somebody else's: claims of an earlier term are not begun.</summary>
    public int Term => Volatile.Read(ref _term);

    public int InFlight => Volatile.Read(ref _inFlight);

    public (long Found, long Empty, long NotAnswered) Counts =>
        (Interlocked.Read(ref _found), Interlocked.Read(ref _empty), Interlocked.Read(ref _notAnswered));

    public bool IsHinted => Volatile.Read(ref _hinted) == 1;

    /// <summary>True when it was not hinted before: the worker has to be told.</summary>
    public bool Hint() => Interlocked.Exchange(ref _hinted, 1) == 0;

    public void LoseOwnership() => Interlocked.Increment(ref _term);

    public void TakeHint() => Volatile.Write(ref _hinted, 0);

    public void Started() => Interlocked.Increment(ref _inFlight);

    public void Ended() => Interlocked.Decrement(ref _inFlight);

    public void Count(Answer answer)
    {
        switch (answer)
        {
            case Answer.Found:
                Interlocked.Increment(ref _found);
                break;
            case Answer.Empty:
                Interlocked.Increment(ref _empty);
                break;
            default:
                Interlocked.Increment(ref _notAnswered);
                break;
        }
    }
}
