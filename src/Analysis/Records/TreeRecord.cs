namespace IocExplorer.Analysis.Records;

/// <summary>
/// An exploration tree as a hunt keeps it: what its result files show, and where each part of it comes from. Reports, comparisons and exports are made of these
/// alone; they ask nothing and do not depend on what the ledger has learned since.
/// </summary>
/// <param name="Number">The place of the seed in its hunt, from 1.</param>
/// <param name="Nodes">In walk order, level by level: the root first, the children of a node together.</param>
/// <param name="Answers">What came of the queries of the nodes, in walk order.</param>
public sealed record TreeRecord(int Number, IReadOnlyList<TreeRecordNode> Nodes, IReadOnlyList<TreeRecordAnswer> Answers)
{
    /// <summary>How far the seed may travel, and what was found below it. Null in records of the first form: as the hunt's rules say.</summary>
    public SharingLevel? Sharing { get; init; }

    /// <summary>The root's IOC.</summary>
    public Ioc Seed => Nodes[0].Ioc;

    /// <summary>Whether every query of the tree was answered.</summary>
    public bool IsComplete => Answers.All(answer => answer.Outcome != RecordedOutcome.NotAnswered);
}
