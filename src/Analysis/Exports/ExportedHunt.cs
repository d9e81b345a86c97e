using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports;

/// <summary>A hunt to be exported.</summary>
/// <param name="Hunt">What is kept of it beside its trees.</param>
/// <param name="ReadTrees">Reads its trees from the first one on, each time that it is called.</param>
public sealed record ExportedHunt(HuntRecord Hunt, Func<CancellationToken, IAsyncEnumerable<TreeRecord>> ReadTrees)
{
    /// <summary>A hunt out of records.</summary>
    public static ExportedHunt From(IHuntRecords records, HuntRecord hunt) =>
        new(hunt, cancellation => records.ReadTreesAsync(hunt.Id, cancellation));

    /// <summary>
    /// How far the seed of a tree may travel, and what was found below it. An IOC of several trees may travel as far as the strictest of them.
    /// </summary>
    internal SharingLevel LevelOf(TreeRecord tree) => tree.Sharing ?? Hunt.Rules.Sharing;
}
