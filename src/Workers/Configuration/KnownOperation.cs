namespace IocExplorer.Workers.Configuration;

/// <summary>What can be set for an operation, besides its URL.</summary>
/// <param name="HasLimit">Whether its answers can be cut; one that always answers in whole has nothing to set.</param>
/// <param name="Parameters">The query parameters that may have other values.</param>
public sealed record KnownOperation(bool HasLimit, IReadOnlyList<string> Parameters);
