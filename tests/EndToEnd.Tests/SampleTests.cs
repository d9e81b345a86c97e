using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>What a newcomer does first: the README's command, offline, without a key.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Explore_OfTheSamples_WritesFourWholeTreesOffline()
    {
        using var user = new Workspace().Set("general__defaultSources", "true");
        var samples = Path.Combine(CheckoutFolder.Root, "samples");

        var run = await user.ExploreAsync("-i", Path.Combine(samples, "ioc.csv"), "--relations", Path.Combine(samples, "relations.csv"), "--offline", "-o", "results");

        run.ExitCode.ShouldBe(0, run.Everything);
        var trees = user.Trees();
        trees.Count.ShouldBe(8);
        trees.Where(tree => tree.Key.EndsWith(".txt", StringComparison.Ordinal)).ShouldAllBe(tree => tree.Value.Length > 500);
    }

    [Fact]
    public async Task Explore_OfTheSamplesTwiceAtOnce_RefusesTheSecondWithAClearLine()
    {
        using var user = new Workspace();
        await using var holder = new FileStream(user.Database + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var run = await user.ExploreAsync("-i", Path.Combine(CheckoutFolder.Root, "samples", "ioc.csv"),
            "--relations", Path.Combine(CheckoutFolder.Root, "samples", "relations.csv"));

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Errors.ShouldContain("ioc-explorer.db");
    }
}
