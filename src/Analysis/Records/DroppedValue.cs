namespace IocExplorer.Analysis.Records;

/// <summary>A value of an answer that was left out of the tree.</summary>
/// <param name="Text">As the source sent it, on one line, cut where it is long.</param>
/// <param name="Relation">The label under which it would have stood.</param>
/// <param name="Reason">A clause after "it": <c>is no domain name</c>.</param>
public readonly record struct DroppedValue(string Text, string Relation, string Reason);
