using IocExplorer.Testing;

namespace IocExplorer.Benchmarks;

/// <summary>Where the programs under measurement were built: Release, always.</summary>
internal static class Outputs
{
    public static string Console { get; } = Of("src/Seed", "IocExplorer.Seed.dll");

    public static string Simulator { get; } = Of("tests/SourceSimulator", "IocExplorer.SourceSimulator.dll");

    public static string Benchmarks { get; } = Of("tests/Benchmarks", "IocExplorer.Benchmarks.dll");

    private static string Of(string project, string assembly) =>
        Path.Combine(CheckoutFolder.Root, project, "bin", "Release", "net10.0", assembly);
}
