namespace IocExplorer.Messages.Service.Trees;

/// <summary>Counts of a tree, kept for summaries.</summary>
/// <param name="NotAsked">Queries left out because the IOC must not be sent to the source.</param>
/// <param name="BySource">Its queries.</param>
/// <param name="Missing">What it lacks; <see cref="MissingAnswers.Trees"/> is 1.</param>
public sealed record TreeTally(NotAsked NotAsked, IReadOnlyDictionary<string, QueryTotals> BySource, IReadOnlyList<MissingAnswers> Missing);
