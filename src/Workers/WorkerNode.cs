using IocExplorer.Actors;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Workers.Lanes;

namespace IocExplorer.Workers;

/// <summary>All workers of this process: one for each lane of each source, and the writer of their answers.</summary>
/// <remarks>
/// Stopping has three steps: nothing more is claimed and no request is started; requests under way end, and everything else is handed back; what has not ended
/// after the grace is cancelled and handed back. What even that leaves behind is given to others by the ledger when this process has ended.
/// </remarks>
public sealed class WorkerNode : IAsyncDisposable
{
    private readonly List<Station> _stations = [];
    private readonly List<IDisposable> _subscriptions = [];
    private readonly CancellationTokenSource _stopClaiming = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly WorkerNodeOptions _options;
    private readonly Mailbox<WriterMessage> _writer;
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _stopped;

    private WorkerNode(IClaimLedger ledger, OperationCatalogue catalogue, IReadOnlyList<ISource> sources, WorkerNodeOptions options, Action<Notice> notify)
    {
        _options = options;
        var watch = new LedgerWatch(notify);
        var backlog = new WriterBacklog();
        var mailboxes = new MailboxOptions { Time = options.Time, Capacity = options.AnswerBacklog, Crashed = OnCrash };
        _writer = new("answer writer", _ => new AnswerWriter(ledger, backlog, watch, options.Time), mailboxes);
        foreach (var source in sources)
        {
            for (var i = 0; i < source.Lanes.Count; i++)
            {
                var context = new LaneContext(
                    source.Name, source.Lanes[i], new(), ledger, catalogue, _writer, watch, options, _stopClaiming.Token, _giveUp.Token);
                var station = new Station(source.Name, context.Lane, context.Desk, StartWorker($"worker {source.Name} {i + 1}", context, mailboxes));
                _stations.Add(station);
                _subscriptions.Add(ledger.Hints.WhenWorkIsOpen(source.Name, station.Hint));
                context.Lane.WhenChanged(station.Hint);
            }
        }
    }

    /// <summary>Never ends well; faults when an actor was given up, and with it the node: the run cannot go on.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Starts asking what the ledger has open.</summary>
    /// <param name="ledger">Where queries are claimed and answers recorded.</param>
    /// <param name="catalogue">The operations that were registered, of at least these sources.</param>
    /// <param name="sources">Not owned: to be disposed of after the node.</param>
    /// <param name="options">How.</param>
    /// <param name="notify">Takes lines for the user; called from any thread, must not block.</param>
    public static WorkerNode Start(
        IClaimLedger ledger, OperationCatalogue catalogue, IReadOnlyList<ISource> sources, WorkerNodeOptions options, Action<Notice> notify) =>
        new(ledger, catalogue, sources, options, notify);

    /// <summary>Each source with all its lanes, in the order given. Cheap; any thread.</summary>
    public IReadOnlyList<SourceProgress> Progress() =>
        [.. _stations.GroupBy(s => s.Source).Select(lanes => ProgressOf(lanes.Key, [.. lanes]))];

    /// <summary>
    /// What this node holds may be somebody else's by now: claims that were not begun are handed back, keys and permits are void at once. Requests under way end, and
    /// the ledger decides whether their answers still count. Then everything is taken anew. Any thread; returns at once.
    /// </summary>
    public void LoseOwnership()
    {
        foreach (var station in _stations)
        {
            station.Desk.LoseOwnership();
            station.Lane.LoseOwnership();
            station.Worker.Reply(new(WorkerMessageKind.OwnershipLost));
        }
    }

    /// <summary>Stops in order; see the remarks of the class.</summary>
    /// <param name="grace">For all three steps together. 3 s is good: the rest of the program needs time as well.</param>
    public Task StopAsync(TimeSpan grace) => _stopped ??= StopOnceAsync(grace);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        foreach (var station in _stations)
        {
            await station.Worker.DisposeAsync();
        }

        await _writer.DisposeAsync();
        _stopClaiming.Dispose();
        _giveUp.Dispose();
    }

    private static Mailbox<WorkerMessage> StartWorker(string name, LaneContext context, MailboxOptions options) =>
        new(name, self => new SourceWorker(self, context), options);

    private static SourceProgress ProgressOf(string source, IReadOnlyList<Station> lanes)
    {
        var statuses = lanes.Select(l => l.Lane.Status).ToList();
        var counts = lanes.Select(l => l.Desk.Counts).ToList();
        var firstOpen = statuses.OrderBy(s => s.WaitingUntil ?? DateTimeOffset.MaxValue).First();
        var allWait = statuses.TrueForAll(s => s.Waiting is not null);
        return new()
        {
            Source = source,
            Requests = statuses.Sum(s => s.Requests),
            DroppedValues = statuses.Sum(s => s.DroppedValues),
            Found = counts.Sum(c => c.Found),
            Empty = counts.Sum(c => c.Empty),
            NotAnswered = counts.Sum(c => c.NotAnswered),
            InFlight = lanes.Sum(l => l.Desk.InFlight),
            LeftThisMinute = Sum(statuses.Select(s => s.LeftThisMinute)),
            LeftToday = Sum(statuses.Select(s => s.LeftToday)),
            LeftThisMonth = Sum(statuses.Select(s => s.LeftThisMonth)),
            Waiting = allWait ? firstOpen.Waiting : null,
            WaitingUntil = allWait ? firstOpen.WaitingUntil : null,
        };

        static int? Sum(IEnumerable<int?> left) => left.Aggregate((int?)0, (a, b) => a + b);
    }

    private async Task StopOnceAsync(TimeSpan grace)
    {
        // 1. Claim no more, start no more. What waits for a permit or for its source comes back as handed back.
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        await _stopClaiming.CancelAsync();
        foreach (var station in _stations)
        {
            station.Lane.StopStarting();
            station.Worker.Reply(new(WorkerMessageKind.Stop));
        }

        // 2. What is under way may end.
        var drained = Task.WhenAll(_stations.Select(s => s.Desk.Drained.Task));
        if (!await EndsWithinAsync(drained, grace * 0.6))
        {
            // 3. It has not: it is cancelled, and handed back.
            await _giveUp.CancelAsync();
            await EndsWithinAsync(drained, grace * 0.2);
        }

        await EndsWithinAsync(WriteRestAsync(), grace * 0.2);
        foreach (var station in _stations)
        {
            station.Worker.Abort();
        }

        _writer.Abort();
    }

    private async Task WriteRestAsync()
    {
        await _writer.StopAsync();
        foreach (var station in _stations)
        {
            await station.Lane.CloseAsync(CancellationToken.None);
        }
    }

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan time)
    {
        await Task.WhenAny(task, Task.Delay(time, _options.Time, CancellationToken.None));
        return task.IsCompletedSuccessfully;
    }

    private void OnCrash(string name, Exception crash, bool isGivenUp)
    {
        _options.Crashed?.Invoke(name, crash, isGivenUp);
        if (isGivenUp)
        {
            _failed.TrySetException(crash);
        }
    }

    /// <summary>A lane and its worker.</summary>
    private sealed record Station(string Source, ILane Lane, LaneDesk Desk, Mailbox<WorkerMessage> Worker)
    {
        public void Hint()
        {
            if (Desk.Hint())
            {
                Worker.Reply(new(WorkerMessageKind.Look));
            }
        }
    }
}
