using System.Text;
using System.Text.RegularExpressions;
using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>What a newcomer does first: the README's command, offline, without a key.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public async Task Explore_OfTheSamples_WritesFourWholeTreesOfflineAsTheReadmeShows()
    {
        using var user = new Workspace().Set("general__defaultSources", "true");
        var samples = Path.Combine(CheckoutFolder.Root, "samples");

        var run = await user.ExploreAsync("-i", Path.Combine(samples, "ioc.csv"), "--relations", Path.Combine(samples, "relations.csv"), "--offline", "-o",
            "results");

        run.ExitCode.ShouldBe(0, run.Everything);
        var trees = user.Trees();
        trees.Count.ShouldBe(8);
        trees.Where(tree => tree.Key.EndsWith(".txt", StringComparison.Ordinal)).ShouldAllBe(tree => tree.Value.Length > 500);
        var shown = CodeBlocks().Matches(await File.ReadAllTextAsync(Path.Combine(CheckoutFolder.Root, "README.md"), TestContext.Current.CancellationToken));
        var printed = shown[0].Groups["text"].Value;
        Comparable(run.Output).ShouldBe(Comparable(printed[(printed.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
        var tree = trees.Single(
            file => file.Key.StartsWith("shop.example.com", StringComparison.Ordinal) && file.Key.EndsWith(".txt", StringComparison.Ordinal));
        ShortHashes().Replace(Encoding.UTF8.GetString(tree.Value), "$1…").ShouldBe(shown[1].Groups["text"].Value.TrimEnd());
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

    /// <summary>
    /// Without what differs from run to run (path, hour, duration, which of two trees asks first) and without line breaks, which a page needs earlier.
    /// </summary>
    private static string Comparable(string output) =>
        Blanks().Replace(Differing().Replace(output, "…"), " ").Trim();

    [GeneratedRegex(@"^```\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex(
        @"\d+ answers? came from the ledger(, \d+ from another tree of this run)?"
        + @"|(?<=, ledger )\S+|(?<=_)\d{12}(?=\.txt)|(?<= in )[\d.]+ m?s|(?<=This is hunt 1: )`[^`]*`")]
    private static partial Regex Differing();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b([0-9a-f]{8})[0-9a-f]{24,}\b")]
    private static partial Regex ShortHashes();
}
