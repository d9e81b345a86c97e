using IocExplorer.Messages;

namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// This process in the cluster: a row that it keeps fresh, the rows of the others, and how far it may trust itself.
/// </summary>
/// <remarks>
/// <para>The lease of all that a node owns (claims, keys, trees) is its row. The protocol:</para>
/// <code>
///            heartbeat taken                          heartbeat taken, row still alive
///           ┌───────────────┐                        ┌────────────────────────────────┐
///           ▼               │     no heartbeat       │                                │
///        trusted ───────────┴───────────────────► not trusted ────────────────────────┘──► trusted (Regained)
///           ▲                  for lease − margin    │
///           └────────────────────────────────────────┘ heartbeat finds the row dead: a new row, a new number (Changed)
/// </code>
/// <para>What is promised: while <see cref="IsTrusted"/>, nobody has taken over what this node owns: the others wait for a whole lease after the last
/// heartbeat, on the database's clock, and this node stops trusting itself earlier, counted on its own clock from the start of the attempt, so that a slow
/// round trip cannot stretch it. What is not promised: that a write under way when trust ends is not made. For that every write is fenced (epoch, node).</para>
/// <para>A node declares others dead only when its own heartbeats have come without a gap for a whole lease (<c>steady_since</c>): after an outage of
/// the database all rows look old, and it is not the nodes that were away.</para>
/// </remarks>
#pragma warning disable CA1001 // PostgresStore ends it.
public sealed partial class ClusterNode
#pragma warning restore CA1001
{
    /// <summary>The part of a lease by which a node stops trusting itself before the others may take over.</summary>
    private const int MarginPart = 5;

    private readonly PostgresOptions _options;
    private readonly PostgresDatabase _database;
    private readonly PostgresHints _hints;
    private readonly LedgerMeter _meter;
    private readonly SemaphoreSlim _beating = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _trustEnds;
    private readonly Lock _gate = new();
    private CancellationTokenSource _trust = new();
    private NodeTrust _state;
    private volatile IReadOnlyList<NodeState> _alive = [];
    private volatile NodePhase _phase = NodePhase.Alive;
    private Task _loop = Task.CompletedTask;

    internal ClusterNode(PostgresOptions options, PostgresDatabase database, PostgresHints hints, LedgerMeter meter)
    {
        _options = options;
        _database = database;
        _hints = hints;
        _meter = meter;
        _trustEnds = options.Time.CreateTimer(_ => LoseIfDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// All that this node owns may be somebody else's by now: stop spending, start nothing new. Called once each time trust is lost, not when the node ends,
    /// which is no loss. Called, as the other events are, on the heartbeat's own thread: pass the word on and return; who calls the node from here waits for
    /// himself.
    /// </summary>
    public event Action? Lost;

    /// <summary>The others had taken this node for dead; it goes on under a new number, owning nothing.</summary>
    public event Action<NodeId>? Changed;

    /// <summary>The heartbeat is taken again, nobody has taken anything over: the node goes on with what it owns.</summary>
    public event Action? Regained;

    /// <summary>The number of this node's row now.</summary>
    public NodeId Id
    {
        get
        {
            lock (_gate)
            {
                return _state.Id;
            }
        }
    }

    /// <summary>Whether what this node owns is surely still its own.</summary>
    public bool IsTrusted
    {
        get
        {
            lock (_gate)
            {
                return _state.IsTrusted && _options.Time.GetElapsedTime(_state.LastBeat) < TrustLength;
            }
        }
    }

    /// <summary>Cancelled when trust is lost or the node ends. A new one each time it is found again.</summary>
    public CancellationToken Trust
    {
        get
        {
            lock (_gate)
            {
                return _trust.Token;
            }
        }
    }

    /// <summary>Since the start of the last heartbeat that was taken.</summary>
    public TimeSpan SinceLastBeat
    {
        get
        {
            lock (_gate)
            {
                return _options.Time.GetElapsedTime(_state.LastBeat);
            }
        }
    }

    /// <summary>The nodes that nobody has found dead, this one among them, as read with the last heartbeat.</summary>
    public IReadOnlyList<NodeState> Alive => _alive;

    /// <summary>Whether this node takes nothing new.</summary>
    public bool IsDraining => _phase != NodePhase.Alive;

    /// <summary>Why the last heartbeat was not taken; null when it was.</summary>
    public LedgerException? Trouble { get; private set; }

    /// <summary>Asked at each heartbeat for the text that others see of this node; must be quick and must not throw. JSON by custom, no keys, no tokens.</summary>
    public Func<string>? Status { get; set; }

    /// <summary>Called when a sweep of this node opened queries again.</summary>
    internal Action? WorkCameBack { get; set; }

    private TimeSpan TrustLength => _options.Lease - (_options.Lease / MarginPart);

    /// <summary>Says that this node takes nothing new, and tells the others at once. Its claims stay its own until it ends.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        _phase = NodePhase.Draining;
        await BeatAsync(cancellation);
    }

    internal async Task BeginAsync(CancellationToken cancellation)
    {
        await BeginRowAsync(cancellation);
        await BeatAsync(cancellation);
        if (_options.BeatsByItself)
        {
            _loop = Task.Run(LoopAsync, CancellationToken.None);
        }
    }

    /// <summary>Ends the row and frees all that the node owns, at once. Without a database it ends anyway: the others find the row dead.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        await StopAsync();
        try
        {
            await EndRowAsync(cancellation);
        }
        catch (LedgerException)
        {
            // What cannot be said now, the others see from the heartbeat.
        }
    }

    /// <summary>Ends without a word, as a process that is killed.</summary>
    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await _trustEnds.DisposeAsync();
        EndTrust();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_options.Heartbeat * (0.9 + (0.2 * _options.Random.NextDouble())), _options.Time, _stop.Token);
                await BeatInTimeAsync();
            }
            catch (LedgerException trouble)
            {
                Trouble = trouble;
                _meter.HeartbeatFailed();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The last one who can: a heartbeat that stops for a fault in somebody's callback would cost the node all that it owns.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                Trouble = new($"A heartbeat failed: {trouble.Message}", LedgerTrouble.Unusable, trouble);
                _meter.HeartbeatFailed();
            }
        }
    }

    /// <summary>A heartbeat that hangs is given up early enough to try another one within the lease.</summary>
    private async Task BeatInTimeAsync()
    {
        using var late = new CancellationTokenSource(_options.Lease / 3, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
        try
        {
            await BeatAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw _database.Trouble.Translate(new TimeoutException("the heartbeat took too long"))!;
        }
    }

    private void LoseIfDue()
    {
        lock (_gate)
        {
            var left = TrustLength - _options.Time.GetElapsedTime(_state.LastBeat);
            if (left > TimeSpan.Zero)
            {
                _trustEnds.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Lose();
    }

    private void Lose()
    {
        if (EndTrust())
        {
            _meter.Node("lost");
            Lost?.Invoke();
        }
    }

    /// <summary>Gives whether there was any to end.</summary>
    private bool EndTrust()
    {
        CancellationTokenSource ended;
        lock (_gate)
        {
            if (!_state.IsTrusted)
            {
                return false;
            }

            _state = _state with { IsTrusted = false };
            ended = _trust;
        }

        ended.Cancel();
        return true;
    }

    /// <summary>Trusts itself from the start of an attempt that the database has taken.</summary>
    private void Find(NodeId id, long start, bool isNew)
    {
        bool wasTrusted;
        lock (_gate)
        {
            wasTrusted = _state.IsTrusted;
            if (!wasTrusted)
            {
                _trust = new();
            }

            _state = new(id, start, IsTrusted: true);
        }

        Trouble = null;

        // On a machine that is out of breath the attempt may have taken longer than it is good for.
        var left = TrustLength - _options.Time.GetElapsedTime(start);
        _trustEnds.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        if (!isNew && !wasTrusted)
        {
            _meter.Node("regained");
            Regained?.Invoke();
        }
    }

    /// <param name="LastBeat">Start of the last heartbeat that was taken, as a timestamp of this node's clock.</param>
    private readonly record struct NodeTrust(NodeId Id, long LastBeat, bool IsTrusted);
}
