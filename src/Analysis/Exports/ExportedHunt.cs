using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports;

/// <summary>A hunt to be exported.</summary>
/// <param name="Hunt">What is kept of it beside its trees.</param>
/// <param name="ReadTrees">Reads its trees from the first one on, each time that it is called.</param>
public sealed record ExportedHunt(HuntRecord Hunt, Func<CancellationToken, IAsyncEnumerable<TreeRecord>> ReadTrees)
{
    /// <summary>A hunt out of records.</summary>
    /// <param name="lists">Adds what lists know of an IOC; null: it has the tags of the hunt alone.</param>
    public static ExportedHunt From(IHuntRecords records, HuntRecord hunt, Action<Ioc, ICollection<Tag>>? lists = null) =>
        new(hunt, cancellation => lists is null
            ? records.ReadTreesAsync(hunt.Id, cancellation)
            : records.ReadTreesAsync(hunt.Id, cancellation).Select(tree => Tagged(tree, lists)));

    /// <summary>
    /// How far the seed of a tree may travel, and what was found below it. An IOC of several trees may travel as far as the strictest of them.
    /// </summary>
    internal SharingLevel LevelOf(TreeRecord tree) => tree.Sharing ?? Hunt.Rules.Sharing;

    private static TreeRecord Tagged(TreeRecord tree, Action<Ioc, ICollection<Tag>> lists)
    {
        var tags = new List<Tag>();
        return tree with { Nodes = [.. tree.Nodes.Select(Tagged)] };

        TreeRecordNode Tagged(TreeRecordNode node)
        {
            tags.Clear();
            lists(node.Ioc, tags);
            return tags.Count == 0 ? node : node with { Tags = [.. tags.Union(node.Tags ?? [])] };
        }
    }
}
