using System.Runtime.CompilerServices;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Keys;

/// <summary>The keys of hunts in memory, 1.5 KB for a tree of 300 IOCs.</summary>
public sealed class TreeIndex : ITreeIndex
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
                index.Add(hunt, tree.Number, TreeKeys.Of(tree));
            }
        }

        return index;
    }

    /// <param name="keys">As <see cref="TreeKeys.Of"/> gave them.</param>
    public void Add(long hunt, int number, byte[] keys) => _keys[(hunt, number)] = keys;

    public async IAsyncEnumerable<TreePlace> FindAsync(long hunt, Ioc ioc, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wanted = TreeKeys.Fingerprint(IocKey.Of(ioc));
        foreach (var ((ofHunt, number), keys) in _keys)
        {
            if (ofHunt == hunt && TreeKeys.Find(keys, wanted) is { } distance)
            {
                yield return new(number, distance);
            }
        }

        await Task.CompletedTask;
    }

    public IAsyncEnumerable<KeptKeys> ReadAllAsync(CancellationToken cancellation) =>
        _keys.Reverse().Select(tree => new KeptKeys(tree.Key.Hunt, tree.Key.Number, tree.Value)).ToAsyncEnumerable();
}
