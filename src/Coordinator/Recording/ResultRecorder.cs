using Akka.Actor;
using IocExplorer.Hosting;
using IocExplorer.Messages.Protocols;
using Polly;

namespace IocExplorer.Coordinator.Recording;

/// <summary>
/// Builds finished trees away from the actors and records them, many in one call, as long as that takes: a store that is away for a while costs nothing. One
/// per coordinator node. What waits is bounded by the trees that are active.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A walk was handed over. A crash here: its coordinator hands it over again.</item>
/// <item>Built, and where results are files, written: whole or not at all. A crash: written again, the same bytes.</item>
/// <item>Recorded. A crash before the coordinator is notified: recorded again, and nothing changes.</item>
/// </list>
/// </remarks>
#pragma warning disable CA1001 // PostStop disposes: that is how an actor ends.
internal sealed class ResultRecorder(IResultStore store) : UntypedActor
#pragma warning restore CA1001
{
    /// <summary>The name of the one recorder of a node.</summary>
    public const string Name = "result-recorder";

    /// <summary>Trees built at a time.</summary>
    private const int Width = 2;

    /// <summary>Results in one call.</summary>
    private const int LargestBatch = 64;

    private static readonly ResiliencePipeline Retry = DatabaseRetry.Create(TimeProvider.System, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    private readonly Dictionary<(TreeId Tree, Freshness Round), IActorRef> _inHand = [];
    private readonly Queue<RecorderProtocol.RecordTree> _toBuild = [];
    private readonly Queue<(PreparedTree Tree, Freshness Round)> _built = [];
    private readonly List<IActorRef> _drains = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _incarnation = new();
    private List<(PreparedTree Tree, Freshness Round)>? _recording;
    private int _building;

    public static Props Props(IResultStore store) => Akka.Actor.Props.Create(() => new ResultRecorder(store));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RecorderProtocol.RecordTree tree:
                Take(tree);
                break;
            case Built built when built.Incarnation == _incarnation:
                _building--;
                _built.Enqueue((built.Tree, built.Round));
                break;
            case Failed failed when failed.Incarnation == _incarnation:
                throw new InvalidOperationException($"A result could not be recorded: {failed.Cause.Message}", failed.Cause);
            case Recorded recorded when recorded.Incarnation == _incarnation:
                Finish(recorded.Outcomes);
                break;
            case Built or Recorded or Failed:
                // Of an incarnation that crashed: its coordinators tell again. Its crash cancels its call, and that must not crash this one.
                return;
            case RecorderProtocol.Drain:
                _drains.Add(Sender);
                break;
            default:
                Unhandled(message);
                return;
        }

        GoOn();
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void Take(RecorderProtocol.RecordTree tree)
    {
        var key = (tree.Tree, tree.Plan.Freshness);
        if (!_inHand.ContainsKey(key))
        {
            _toBuild.Enqueue(tree);
        }

        _inHand[key] = Sender;
    }

    private void GoOn()
    {
        var incarnation = _incarnation;
        while (_building < Width && _toBuild.TryDequeue(out var tree))
        {
            _building++;

            // A thread of its own: writing files blocks, and a blocked pool thread is one that handles no messages.
            Task.Factory.StartNew(
                () => new Built(incarnation, store.Prepare(tree), tree.Plan.Freshness),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).PipeTo(Self, Self, failure: cause => new Failed(incarnation, cause));
        }

        if (_recording is null && _built.Count > 0)
        {
            var batch = new List<(PreparedTree, Freshness)>();
            while (batch.Count < LargestBatch && _built.TryDequeue(out var built))
            {
                batch.Add(built);
            }

            Record(batch);
        }

        if (_inHand.Count == 0)
        {
            _drains.ForEach(asker => asker.Tell(RecorderProtocol.Drained.Instance, Self));
            _drains.Clear();
        }
    }

    private void Record(List<(PreparedTree Tree, Freshness Round)> batch)
    {
        _recording = batch;
        var incarnation = _incarnation;
        RecordAsync().PipeTo(Self, Self, failure: cause => new Failed(incarnation, cause));

        async Task<Recorded> RecordAsync() => new(
            incarnation, await Retry.ExecuteAsync(async token => await store.RecordAsync([.. batch.Select(b => b.Tree)], token), _stopping.Token));
    }

    private void Finish(IReadOnlyList<HuntProtocol.TreeOutcome?> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            var (tree, round) = _recording![i];
            if (_inHand.Remove((tree.Tree, round), out var asker) && outcomes[i] is { } outcome)
            {
                asker.Tell(new RecorderProtocol.Recorded(tree.Tree, round, outcome), Self);
            }
        }

        _recording = null;
    }

    private sealed record Built(object Incarnation, PreparedTree Tree, Freshness Round) : INoSerializationVerificationNeeded;

    private sealed record Recorded(object Incarnation, IReadOnlyList<HuntProtocol.TreeOutcome?> Outcomes) : INoSerializationVerificationNeeded;

    private sealed record Failed(object Incarnation, Exception Cause) : INoSerializationVerificationNeeded;
}
