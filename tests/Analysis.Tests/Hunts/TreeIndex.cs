using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Hunts;

/// <summary>The keys of hunts in memory.</summary>
internal sealed class TreeIndex : ITreeIndex
{
    private readonly SortedDictionary<(long Hunt, int Number), byte[]> _keys = [];

    /// <summary>Reads all trees of a hunt once.</summary>
    public static async Task<TreeIndex> BuildAsync(IHuntRecords records, IEnumerable<long> hunts, CancellationToken cancellation)
    {
        var index = new TreeIndex();
        foreach (var hunt in hunts)
        {
            await foreach (var tree in records.ReadTreesAsync(hunt, cancellation))
            {
                index._keys[(hunt, tree.Number)] = TreeKeys.Of(tree);
            }
        }

        return index;
    }

    public ValueTask<IReadOnlyList<TreePlace>> FindAsync(long hunt, Ioc ioc, CancellationToken cancellation) => ValueTask.FromResult(TreeKeys.NearestFirst(
        _keys.Where(tree => tree.Key.Hunt == hunt).Select(tree => TreeKeys.PlaceIn(tree.Key.Number, tree.Value, TreeKeys.FingerprintOf(ioc)))));

    public IAsyncEnumerable<KeptKeys> ReadAllAsync(CancellationToken cancellation) =>
        _keys.Reverse().Select(tree => new KeptKeys(tree.Key.Hunt, tree.Key.Number, tree.Value)).ToAsyncEnumerable();
}
