namespace IocExplorer.Analysis.Reports;

/// <summary>Seeds that hang together over specific pivots.</summary>
/// <param name="Number">From 1, the largest group first.</param>
/// <param name="Seeds">By number.</param>
/// <param name="BindingIocs">How many specific pivots the seeds share.</param>
/// <param name="Bindings">The best of these first, and as many as it takes to hold the whole group together.</param>
public sealed record SeedGroup(int Number, IReadOnlyList<GroupSeed> Seeds, long BindingIocs, IReadOnlyList<Pivot> Bindings);
