using Akka.Actor;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// The engine of a process of the service: an ActorSystem that is a member of the cluster, and another one after it when it ends by itself. A node that was
/// frozen or cut off, and may have been removed by the others, so joins again without help from outside.
/// </summary>
/// <remarks>
/// <code>
///   wait for the database ──► start an ActorSystem ──► join or found ──► up ──┬── stop ────────────────────────────► end
///          ▲                                                                  ├── removed by the others ──┤
///          │                                                                  ├── stood still ────────────┐
///          └────────────────────────── end the ActorSystem in order ◄─────────┴── database lost here only ┘
/// </code>
/// <para>When the database is down for all nodes, no node leaves: all wait.</para>
/// </remarks>
public sealed partial class EngineHost : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly EngineOptions _options;
    private readonly ILogger _log;
    private readonly NodeAddressRefresh _beat;
    private readonly Lock _gate = new();
    private TaskCompletionSource<ActorSystem> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EngineHost(EngineOptions options)
    {
        _options = options;
        _log = options.Logs.CreateLogger<EngineHost>();
        StoreTime = new(options.Time);
        _beat = new(options.Database, StoreTime, options.Time, options.Logs.CreateLogger<NodeAddressRefresh>());
    }

    /// <summary>The clock that all nodes share.</summary>
    public StoreTime StoreTime { get; }

    /// <summary>Who is in the cluster; empty while this node is not.</summary>
    public IReadOnlyList<ClusterMember> Members => Current() is { } system ? ClusterView.Of(system) : [];

    /// <summary>How long the database has not answered this node; a few seconds at most while it does.</summary>
    public TimeSpan SinceDatabaseAnswer => _beat.SinceAnswer;

    /// <summary>The ActorSystem that is a member now, or the next one. Another one after each removal: do not keep it.</summary>
    public Task<ActorSystem> SystemAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _up.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>
    /// Null when the node is up and the database answers; else what is missing. The journals are tables of the same database: they answer when it does, and one
    /// that refuses a single actor is no failure of the node.
    /// </summary>
    public string? ReadinessErrors()
    {
        if (Current() is not { } system)
        {
            return "the node is not in the cluster yet";
        }

        if (ClusterView.Of(system).FirstOrDefault(member => member.IsSelf)?.Status != ClusterMemberStatus.Up)
        {
            return "the node is not up in the cluster";
        }

        var age = _beat.SinceAnswer;
        return age < _options.DatabaseLimit ? null : $"the database last answered {age.TotalSeconds:0} s ago";
    }

    /// <summary>Runs until cancelled; then the ActorSystem shuts down in order, within <see cref="EngineOptions.ShutdownLimit"/>.</summary>
    /// <exception cref="Exception">The first ActorSystem could not be started: its port is taken, or its settings are impossible.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        var hasBegun = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _beat.AnsweredAsync(stop);
                await using var incarnation = await EngineIncarnation.StartAsync(_options, _beat, StoreTime, stop);
                hasBegun = true;
                Started(_log, incarnation.Address);
                try
                {
                    var end = await incarnation.RunAsync(() => Enter(incarnation), stop);
                    Ended(_log, end == EngineEnd.Stopped ? LogLevel.Information : LogLevel.Warning, incarnation.Address, Reason(end));
                }
                finally
                {
                    // However it ended: nobody is given an ActorSystem that is gone.
                    pause = Leave() ? FirstPause : pause;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever stops a later start (a port that is not free again yet), another one follows.
            catch (Exception failed) when (hasBegun)
#pragma warning restore CA1031
            {
                CouldNotStart(_log, failed);
            }

            await Task.Delay(pause, _options.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    public ValueTask DisposeAsync() => _beat.DisposeAsync();

    private static string Reason(EngineEnd end) => end switch
    {
        EngineEnd.Stopped => "it was told to stop",
        EngineEnd.DatabaseLost => "the database answers other nodes and not this one; it joins again when it does",
        EngineEnd.NotUp => "it did not get up in the cluster; it joins anew",
        EngineEnd.Paused => "the process had stood still for seconds, and the others may have taken its work over; it joins anew",
        EngineEnd.Removed => "the others had removed it from the cluster; it joins anew",
        _ => "it ended by itself, as the lines before say; it joins anew",
    };

    private ActorSystem? Current()
    {
        lock (_gate)
        {
            return _up.Task.IsCompletedSuccessfully ? _up.Task.Result : null;
        }
    }

    private void Enter(EngineIncarnation incarnation)
    {
        IsUp(_log, incarnation.Address);
        TaskCompletionSource<ActorSystem> waiting;
        lock (_gate)
        {
            waiting = _up;
        }

        waiting.TrySetResult(incarnation.System);
    }

    /// <returns>Whether it had been up.</returns>
    private bool Leave()
    {
        lock (_gate)
        {
            if (!_up.Task.IsCompleted)
            {
                return false;
            }

            _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    [LoggerMessage(EventName = "engine-started", Level = LogLevel.Debug, Message = "The ActorSystem {Address} runs; it is in no cluster yet.")]
    private static partial void Started(ILogger log, string address);

    [LoggerMessage(EventName = "engine-up", Level = LogLevel.Information, Message = "{Address} is up in the cluster.")]
    private static partial void IsUp(ILogger log, string address);

    [LoggerMessage(EventName = "engine-ended", Message = "The ActorSystem {Address} has ended: {Reason}.")]
    private static partial void Ended(ILogger log, LogLevel level, string address, string reason);

    [LoggerMessage(EventName = "engine-not-started", Level = LogLevel.Error, Message = "The ActorSystem could not be started; trying again.")]
    private static partial void CouldNotStart(ILogger log, Exception failure);
}
