namespace IocExplorer.Persistence;

/// <summary>A hunt before it has a number.</summary>
/// <param name="Name">As the user gave it; null without one.</param>
/// <param name="Depth">Levels below the seeds.</param>
/// <param name="Seeds">Distinct; their places, from 1, number the trees.</param>
public sealed record HuntToRecord(string? Name, int Depth, HuntRules Rules, IReadOnlyList<Ioc> Seeds);
