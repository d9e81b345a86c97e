namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// Notices that this process has stood still: it was stopped, or its machine was suspended or had no time for it. After <see cref="Limit"/> the other nodes may
/// have removed this one and taken its work over, and it does not know yet; so nothing may be asked until it has joined anew.
/// </summary>
/// <remarks>
/// A thread of its own records the time four times a second. Callers compare its age, so that the first code to run after a pause sees the pause; what was
/// seen once stays. Both clocks are looked at, because the monotonic one does not run on while a machine is suspended. A wall clock that is set forward is
/// taken for a pause: the node joins anew, and no more comes of it.
/// </remarks>
public sealed class PauseMonitor : IDisposable
{
    /// <summary>Other members remove a node without heartbeats after the failure detector's pause of 3 s and the 5 s of stable-after.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BeatEvery = TimeSpan.FromMilliseconds(250);

    private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _stop = new();
    private readonly TimeProvider _time;
    private readonly Thread? _thread;
    private Beating _last;

    public PauseMonitor(TimeProvider time)
        : this(time, isRunning: true)
    {
    }

    /// <param name="isRunning">Whether it beats by itself.</param>
    internal PauseMonitor(TimeProvider time, bool isRunning)
    {
        _time = time;
        _last = Now();
        if (isRunning)
        {
            _thread = new(Run) { IsBackground = true, Name = "pause monitor" };
            _thread.Start();
        }
    }

    /// <summary>Ends when a pause was noticed.</summary>
    public Task Paused => _paused.Task;

    /// <summary>Cheap; any thread. Once it is true it stays so.</summary>
    public bool HasPaused
    {
        get
        {
            if (!_paused.Task.IsCompleted && IsTooOld(Volatile.Read(ref _last)))
            {
                _paused.TrySetResult();
            }

            return _paused.Task.IsCompleted;
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

    /// <summary>The process runs. A pause before this is noticed first.</summary>
    internal void Beat()
    {
        _ = HasPaused;
        Volatile.Write(ref _last, Now());
    }

    private void Run()
    {
        while (!_stop.Wait(BeatEvery))
        {
            Beat();
        }
    }

    private Beating Now() => new(_time.GetTimestamp(), _time.GetUtcNow());

    private bool IsTooOld(Beating last) => _time.GetElapsedTime(last.Timestamp) > Limit || _time.GetUtcNow() - last.Utc > Limit;

    private sealed record Beating(long Timestamp, DateTimeOffset Utc);
}
