namespace IocExplorer.Coordinator.Supervising;

/// <summary>How a hunt stands, for those who list hunts.</summary>
/// <param name="Complete">Trees written, with every query answered.</param>
/// <param name="WithMissing">Trees written, with something missing.</param>
/// <param name="GivenUp">Trees without a result.</param>
/// <param name="Nodes">Of all trees written.</param>
internal sealed record HuntStatus(
    HuntId Hunt, HuntPhase Phase, int Waiting, int Exploring, int Complete, int WithMissing, int GivenUp, long Nodes)
{
    /// <summary>The numbers of the trees that are explored.</summary>
    public IReadOnlyList<int> Active { get; init; } = [];

    public static HuntStatus Of(HuntId hunt, HuntHistory state, TreeWindow window) =>
        new(hunt, state.Phase, state.OpenTrees - window.Count, window.Count, state.Complete, state.WithMissing, state.GivenUp, state.Nodes)
        {
            Active = [.. window.Active.Select(seed => seed.Number)],
        };
}
