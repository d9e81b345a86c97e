using System.Collections.Concurrent;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Actors.Tests.Recording;

/// <summary>Keeps what it is told; a test holds its calls, lets them fail, and says what they return.</summary>
internal sealed class PlayedResultStore : IResultStore
{
    private readonly ConcurrentQueue<RecorderProtocol.RecordTree> _prepared = [];
    private readonly ConcurrentQueue<IReadOnlyList<int>> _calls = [];
    private int _preparing;
    private int _mostPreparing;

    /// <summary>Inside every preparation, on its thread; may block, and throw.</summary>
    public Action<RecorderProtocol.RecordTree> OnPrepare { get; set; } = _ => { };

    /// <summary>Inside every call, with its number from 1; throws what it is to throw.</summary>
    public Func<int, CancellationToken, Task> OnRecord { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Trees that nobody needs any more.</summary>
    public IReadOnlySet<int> Refused { get; set; } = new HashSet<int>();

    public IReadOnlyList<RecorderProtocol.RecordTree> Prepared => [.. _prepared];

    /// <summary>The numbers of the trees of each call, those that failed too.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Calls => [.. _calls];

    public int MostPreparing => Volatile.Read(ref _mostPreparing);

    public PreparedTree Prepare(RecorderProtocol.RecordTree tree)
    {
        var now = Interlocked.Increment(ref _preparing);
        InterlockedMax(now);
        try
        {
            _prepared.Enqueue(tree);
            OnPrepare(tree);
            return new Result(tree);
        }
        finally
        {
            Interlocked.Decrement(ref _preparing);
        }
    }

    public async Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(IReadOnlyList<PreparedTree> trees, CancellationToken cancellation)
    {
        _calls.Enqueue([.. trees.Select(tree => tree.Tree.Number)]);
        await OnRecord(_calls.Count, cancellation);
        return [.. trees.Select(tree => Refused.Contains(tree.Tree.Number) ? (HuntProtocol.TreeOutcome?)null : OutcomeOf(tree.Tree.Number))];
    }

    public static HuntProtocol.TreeOutcome OutcomeOf(int tree) => new(tree, HuntProtocol.TreeEndKind.Complete, tree * 10);

    public static LedgerException Away() => new("The database is away.", LedgerErrorKind.Unavailable);

    private void InterlockedMax(int now)
    {
        var most = Volatile.Read(ref _mostPreparing);
        while (now > most && Interlocked.CompareExchange(ref _mostPreparing, now, most) is var seen && seen != most)
        {
            most = seen;
        }
    }

    private sealed record Result(RecorderProtocol.RecordTree Of) : PreparedTree(Of.Tree);
}
