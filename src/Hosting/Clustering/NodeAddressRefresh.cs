using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// Asks the database every two seconds: says that this node is there when it is to be found, measures the database's clock, and knows how long there was no
/// answer. Says when the database goes away and when it is back. Lives as long as the process, over all its ActorSystems.
/// </summary>
internal sealed partial class NodeAddressRefresh : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ClusterDatabase _database;
    private readonly StoreTime _storeTime;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _loop;
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (NodeAddress Node, NodePresence Presence)? _row;
    private long _lastAnswer;
    private long? _failingSince;

    public NodeAddressRefresh(ClusterDatabase database, StoreTime storeTime, TimeProvider time, ILogger log)
    {
        (_database, _storeTime, _time, _log) = (database, storeTime, time, log);
        _lastAnswer = time.GetTimestamp();
        _loop = Task.Run(BeatAsync);
    }

    public TimeSpan SinceAnswer
    {
        get
        {
            lock (_gate)
            {
                return _time.GetElapsedTime(_lastAnswer);
            }
        }
    }

    /// <summary>
    /// Since the first failure after the last answer; zero while it answers. A process that was frozen has no answer for long, but no failure
    /// either: it is not the database that was away.
    /// </summary>
    public TimeSpan FailingFor
    {
        get
        {
            lock (_gate)
            {
                return _failingSince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>From now on beats say that this node is there.</summary>
    public void Show(NodeAddress node, NodePresence presence)
    {
        lock (_gate)
        {
            _row = (node, presence);
        }
    }

    /// <summary>From now on beats only ask for the time.</summary>
    public void Hide()
    {
        lock (_gate)
        {
            _row = null;
        }
    }

    /// <summary>Ends with the next answer.</summary>
    public Task AnsweredAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _answered.Task.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await TryAsync();
            await Task.Delay(Interval, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync()
    {
        (NodeAddress Node, NodePresence Presence)? row;
        lock (_gate)
        {
            row = _row;
        }

        var asked = _time.GetTimestamp();
        try
        {
            var now = row is var (node, presence)
                ? await _database.BeatAsync(node, presence, _stop.Token)
                : await _database.NowAsync(_stop.Token);
            var answered = _time.GetTimestamp();
            _storeTime.Measure(now, asked, answered);
            Answered(answered).TrySetResult();
        }
        catch (LedgerException away)
        {
            Failed(away.Message);
        }
        catch (OperationCanceledException)
        {
            // The loop sees that it is to end.
        }
    }

    private TaskCompletionSource Answered(long at)
    {
        lock (_gate)
        {
            if (_failingSince is { } since)
            {
                IsBack(_log, _time.GetElapsedTime(since).TotalSeconds);
            }

            (_lastAnswer, _failingSince) = (at, null);
            var waiting = _answered;
            _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting;
        }
    }

    private void Failed(string error)
    {
        lock (_gate)
        {
            if (_failingSince is null)
            {
                IsAway(_log, error);
            }

            _failingSince ??= _time.GetTimestamp();
        }
    }

    [LoggerMessage(
        EventName = "database-away", Level = LogLevel.Warning,
        Message = "The database does not answer this node: {Error} Nothing new is begun until it does.")]
    private static partial void IsAway(ILogger log, string error);

    [LoggerMessage(EventName = "database-back", Level = LogLevel.Information, Message = "The database answers this node again, after {Seconds:0.0} s.")]
    private static partial void IsBack(ILogger log, double seconds);
}
