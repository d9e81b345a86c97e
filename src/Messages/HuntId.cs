namespace IocExplorer.Messages;

/// <summary>The number of a hunt: many seeds explored together. Queries take turns between hunts.</summary>
public readonly record struct HuntId(long Value);
