namespace IocExplorer.Messages.Service;

/// <summary>What is kept of how a tree came about, for summaries.</summary>
/// <param name="NotSent">Queries left out because the IOC is private or reserved and the source is outside.</param>
/// <param name="BySource">Its queries.</param>
/// <param name="Missing">What it lacks; <see cref="MissingView.Trees"/> is 1.</param>
public sealed record TreeTally(long NotSent, IReadOnlyDictionary<string, QueryTotals> BySource, IReadOnlyList<MissingView> Missing);
