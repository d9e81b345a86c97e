namespace IocExplorer.Messages.Service.Nodes;

/// <summary>The part of a hunt that one coordinator node explores now.</summary>
/// <param name="Hunt">The hunt's id.</param>
/// <param name="Trees">Trees being explored.</param>
/// <param name="BySource">Their queries.</param>
public sealed record HuntShare(long Hunt, int Trees, IReadOnlyDictionary<string, QueryTotals> BySource);
