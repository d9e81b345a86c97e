using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>A source heard of an IOC: it was asked about it at least once, whatever came back.</summary>
public sealed record EgressEntry(string Source, IocType Type, string Value);
