using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Hunts;

/// <summary>Hunts in memory, by number from 1; counts the trees that are read.</summary>
internal sealed class MemoryHunts(params IReadOnlyList<TreeRecord>[] hunts) : IHuntRecords
{
    /// <summary>Of all hunts.</summary>
    public HuntRules Rules { get; init; } = new();

    public int TreesFound { get; private set; }

    /// <summary>Its trees can be listed, and not read one by one.</summary>
    public long? DamagedHunt { get; init; }

    public Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) =>
        Task.FromResult(id < 1 || id > hunts.Length ? null : new HuntRecord(id, null, TreeBuilder.At, TreeBuilder.At, 3, Rules, hunts[id - 1].Count));

    public IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation) => Trees.Async(hunts[(int)id - 1]);

    public Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation)
    {
        TreesFound++;
        return id == DamagedHunt
            ? throw new DamagedTreeRecordException("It is cut short.")
            : Task.FromResult(hunts[(int)id - 1].FirstOrDefault(tree => tree.Number == number));
    }

    public async Task<HuntPaths> PathsAsync() =>
        new(this, await TreeIndex.BuildAsync(this, Enumerable.Range(1, hunts.Length).Select(id => (long)id), TestContext.Current.CancellationToken));
}
