using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests;

/// <summary>Hunts as they are told, kept in memory. Calls come one after the other.</summary>
internal sealed class KeptHunts : IHuntRecorder
{
    public List<HuntToRecord> Begun { get; } = [];

    public List<(HuntId Hunt, TreeToRecord Tree)> Trees { get; } = [];

    public List<HuntId> Ended { get; } = [];

    /// <summary>What the next calls end with, one after the other.</summary>
    public Queue<LedgerException> Failures { get; } = [];

    public ValueTask<HuntId> BeginAsync(HuntToRecord hunt, CancellationToken cancellation)
    {
        Fail();
        Begun.Add(hunt);
        return new(new HuntId(Begun.Count));
    }

    public ValueTask RecordAsync(HuntId hunt, IReadOnlyList<TreeToRecord> trees, CancellationToken cancellation)
    {
        Fail();
        Trees.AddRange(trees.Select(tree => (hunt, tree)));
        return default;
    }

    public ValueTask EndAsync(HuntId hunt, CancellationToken cancellation)
    {
        Fail();
        Ended.Add(hunt);
        return default;
    }

    private void Fail()
    {
        if (Failures.TryDequeue(out var failure))
        {
            throw failure;
        }
    }
}
