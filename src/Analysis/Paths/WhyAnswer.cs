namespace IocExplorer.Analysis.Paths;

/// <summary>Where a hunt has an IOC from.</summary>
/// <param name="Trees">How many trees of the hunt have it.</param>
/// <param name="Paths">One of the shortest ways from each of the nearest seeds, the shortest first; as many as were asked for.</param>
public sealed record WhyAnswer(Ioc Ioc, int Trees, IReadOnlyList<IocPath> Paths);
