namespace IocExplorer.Messages.Service.Trees;

/// <summary>What is kept of how a tree came about, for summaries.</summary>
/// <param name="NotAsked">Queries left out because the source must not hear of the IOC.</param>
/// <param name="BySource">Its queries.</param>
/// <param name="Missing">What it lacks; <see cref="MissingAnswers.Trees"/> is 1.</param>
public sealed record TreeTally(NotAsked NotAsked, IReadOnlyDictionary<string, QueryTotals> BySource, IReadOnlyList<MissingAnswers> Missing);
