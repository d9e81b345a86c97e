using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Reports;

/// <summary>What is known of an IOC that decides on its standing.</summary>
[Flags]
internal enum IocMarks
{
    None = 0,
    KnownGood = 1,
    Shared = 2,
    Hosting = 4,
    KnownBad = 8,
    Parked = 16,

    /// <summary>What stands below is joined by it, not by what its seeds have in common.</summary>
    Noise = KnownGood | Shared | Parked,
}

internal static class IocMarksOf
{
    public static IocMarks Node(TreeRecordNode node)
    {
        // A node that is parked for a tag carries the tag, too; one without is parked for its many relations.
        var marks = node.Expansion == NodeExpansion.Parked ? IocMarks.Parked : IocMarks.None;
        foreach (var tag in node.Tags ?? [])
        {
            marks |= tag.Class switch
            {
                TagClass.KnownGood => IocMarks.KnownGood,
                TagClass.Shared => IocMarks.Shared,
                TagClass.Hosting => IocMarks.Hosting,
                TagClass.KnownBad => IocMarks.KnownBad,
                _ => IocMarks.None,
            };
        }

        return marks;
    }
}
