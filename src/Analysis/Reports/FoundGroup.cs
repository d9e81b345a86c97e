namespace IocExplorer.Analysis.Reports;

/// <summary>A group of seeds as found, without any text.</summary>
/// <param name="Seeds">Places among the trees that came, from 0, ascending.</param>
/// <param name="BindingIocs">How many specific pivots the seeds share.</param>
/// <param name="Bindings">Those that are listed, the best first.</param>
internal sealed record FoundGroup(IReadOnlyList<int> Seeds, long BindingIocs, IReadOnlyList<Candidate> Bindings);
