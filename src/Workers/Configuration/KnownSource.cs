namespace IocExplorer.Workers.Configuration;

/// <summary>What can be set for a source: known from its definition.</summary>
/// <param name="Name">As in <c>sources.Name</c>.</param>
/// <param name="Operations">By name.</param>
public sealed record KnownSource(string Name, IReadOnlyDictionary<string, KnownOperation> Operations);
