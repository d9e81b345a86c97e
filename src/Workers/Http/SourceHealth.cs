using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Http;

/// <summary>
/// Whether a source can be reached: the circuit breaker's state as something that can be waited for, shared by all keys of the source.
/// </summary>
/// <remarks>
/// <code>
///              the breaker opens                 pause over
///   well ─────────────────────────► resting ─────────────────► due ──► probing
///    ▲                                 ▲                                 │ │ │
///    └───────── the probe is answered ─┼─────────────────────────────────┘ │ │
///                                      └── it fails ───────────────────────┘ │
///   lost ◄──── it fails, and so many in a row have ──────────────────────────┘
/// </code>
/// <para>
/// One probe at a time is let through. Lost is for the whole run: what is open is then answered without HTTP, so that a run without network ends.
/// In a service, which does not end, a lost source is due again after a while; one probe then decides.
/// </para>
/// <para>
/// A breaker counts requests in a short window and does not see a source that swallows requests one by one until they time out. Therefore
/// queries that failed with all their tries count as well: so many in a row as the breaker needs requests, over the time that its
/// probes would have taken, and the source is lost, too.
/// </para>
/// </remarks>
/// <param name="recoverAfter">A source that is lost is probed again after this long; null: it is lost for the run.</param>
internal sealed class SourceHealth(ResilienceSettings settings, TimeSpan? recoverAfter, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ProbeAgain = TimeSpan.FromMilliseconds(50);
    private readonly Lock _lock = new();
    private readonly Waiters<Pass> _waiters = new();
    private TaskCompletionSource _changed = NewSignal();
    private volatile State _state = State.Well;
    private ITimer? _timer;
    private DateTimeOffset? _probeAt;
    private int _failedProbes;
    private int _failedQueries;
    private long _firstFailedQuery;
    private bool _isRecovering;
    private string _lastError = "no answer";

    private enum State
    {
        Well = 1,
        Resting,
        Due,
        Probing,
        Lost,
    }

    internal enum Pass
    {
        /// <summary>Go on.</summary>
        Free = 1,

        /// <summary>Go on; everybody waits for how this one ends.</summary>
        Probe,

        /// <summary>There will be no more.</summary>
        Lost,
    }

    /// <summary>Called, under a lock, when the source is paused, with the last error.</summary>
    public required Action<string> OnRest { get; init; }

    /// <summary>Called, under a lock, when it is well again.</summary>
    public required Action OnWell { get; init; }

    /// <summary>Called, under a lock, when it is given up for the run, with the last error.</summary>
    public required Action<string> OnLost { get; init; }

    /// <summary>Called, under a lock, whenever its state changes, so that waiters check again. Must not block.</summary>
    public required Action OnChange { get; init; }

    public bool IsWell => _state == State.Well;

    /// <summary>What may be begun now.</summary>
    public SourceAvailability Availability => _state switch
    {
        State.Well => SourceAvailability.Ready.Instance,
        State.Lost => new SourceAvailability.Unreachable(Volatile.Read(ref _lastError), recoverAfter is null, _probeAt),
        var state => new SourceAvailability.Resting(state == State.Due, _probeAt),
    };

    /// <summary>Waits while the source is paused.</summary>
    public ValueTask<Pass> PassAsync(CancellationToken cancellation)
    {
        if (IsWell)
        {
            return new(Pass.Free);
        }

        lock (_lock)
        {
            switch (_state)
            {
                case State.Well:
                    return new(Pass.Free);
                case State.Lost:
                    return new(Pass.Lost);
                case State.Due:
                    _state = State.Probing;
                    return new(Pass.Probe);
                default:
                    return Waiters<Pass>.WaitAsync(_waiters.Add(), cancellation);
            }
        }
    }

    /// <summary>Waits until a query may be started: true for a probe, false for any number. Does not take the probe.</summary>
    public async ValueTask<bool> ReadyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_state == State.Well || (_state == State.Lost && recoverAfter is null))
                {
                    return false;
                }

                if (_state == State.Due)
                {
                    return true;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>The breaker has opened, for the first time or because a probe has failed.</summary>
    public void Opened(TimeSpan pause, string error)
    {
        lock (_lock)
        {
            if (_state == State.Lost)
            {
                return;
            }

            _lastError = error;
            if (_state == State.Probing && (++_failedProbes >= settings.BreakerProbes || _isRecovering))
            {
                Lose();
                return;
            }

            if (_state == State.Well)
            {
                OnRest(error);
            }

            Rest(pause);
        }
    }

    /// <summary>The breaker has closed.</summary>
    public void Closed()
    {
        lock (_lock)
        {
            if (_state is State.Lost or State.Well)
            {
                return;
            }

            BecomeWell();
        }
    }

    /// <summary>
    /// To be called when the query that got <see cref="Pass.Probe"/> has ended, whatever the result. If the result was inconclusive, another probe is allowed.
    /// </summary>
    public void ProbeEnded()
    {
        lock (_lock)
        {
            if (_state == State.Probing)
            {
                Rest(ProbeAgain);
            }
        }
    }

    /// <summary>A query failed after all its retries.</summary>
    public void QueryFailed(string error)
    {
        lock (_lock)
        {
            _lastError = error;
            _firstFailedQuery = _failedQueries == 0 ? time.GetTimestamp() : _firstFailedQuery;
            var isTooMuch = ++_failedQueries >= settings.BreakerMinimum
                && time.GetElapsedTime(_firstFailedQuery) >= settings.BreakerPause * settings.BreakerProbes;
            if ((isTooMuch || _isRecovering) && _state != State.Lost)
            {
                Lose();
            }
        }
    }

    /// <summary>Lost at once, for a reason that lies outside the source.</summary>
    public void GiveUp(string error)
    {
        lock (_lock)
        {
            if (_state != State.Lost)
            {
                _lastError = error;
                _timer?.Dispose();
                Lose();
            }
        }
    }

    /// <summary>The source sent a response.</summary>
    public void Answered()
    {
        if (Volatile.Read(ref _failedQueries) != 0)
        {
            Volatile.Write(ref _failedQueries, 0);
        }

        if (Volatile.Read(ref _isRecovering))
        {
            lock (_lock)
            {
                // The breaker need not have been open, and then no event closes it.
                if (_isRecovering && _state == State.Probing)
                {
                    BecomeWell();
                }
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Rest(TimeSpan pause)
    {
        _probeAt = time.GetUtcNow() + pause;
        Change(State.Resting);
        _timer?.Dispose();
        _timer = time.CreateTimer(static health => ((SourceHealth)health!).PauseOver(), this, pause, Timeout.InfiniteTimeSpan);
    }

    private void PauseOver()
    {
        lock (_lock)
        {
            if (_state != State.Resting)
            {
                return;
            }

            Change(State.Due);
            if (_waiters.TryHand(Pass.Probe))
            {
                Change(State.Probing);
            }
        }
    }

    private void BecomeWell()
    {
        _failedProbes = 0;
        _failedQueries = 0;
        _isRecovering = false;
        Change(State.Well);
        _waiters.HandAll(Pass.Free);
        OnWell();
    }

    private void Lose()
    {
        Change(State.Lost);
        if (recoverAfter is { } pause)
        {
            _probeAt = time.GetUtcNow() + pause;
            _timer?.Dispose();
            _timer = time.CreateTimer(static health => ((SourceHealth)health!).TryAgain(), this, pause, Timeout.InfiniteTimeSpan);
        }

        OnLost(_lastError);
        _waiters.HandAll(Pass.Lost);
    }

    private void TryAgain()
    {
        lock (_lock)
        {
            if (_state == State.Lost)
            {
                _isRecovering = true;
                _failedProbes = 0;
                Change(State.Due);
            }
        }
    }

    private void Change(State state)
    {
        _state = state;
        _changed.TrySetResult();
        _changed = NewSignal();
        OnChange();
    }
}
