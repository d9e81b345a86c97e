namespace IocExplorer.Coordinator.Seeds;

/// <summary>What a line says.</summary>
/// <param name="Seeds">Usually one; more where columns of several types stand side by side.</param>
/// <param name="Level">How far they may travel; null when the line leaves that to the hunt.</param>
/// <param name="Fault">What was left out of the line, and why; null when nothing was.</param>
internal sealed record SeedRow(IReadOnlyList<Ioc> Seeds, SharingLevel? Level, SeedError? Fault)
{
    public static SeedRow Of(Ioc seed, SharingLevel? level) => new([seed], level, null);

    public static SeedRow Bad(SeedError fault) => new([], null, fault);
}
