using System.Text;
using System.Text.Json;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>Values that want to break out: of the results folder, of a line, of a spreadsheet, of the terminal.</summary>
public sealed class HostileTests
{
    [Fact]
    public async Task Explore_OfAnswersWithHostileValues_KeepsThemOutOfTreesFilesAndTerminal()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = new SyntheticWorld(new() { Seed = 9, EmptyShare = 0.2, FanOut = 3 }) });
        simulator.SetTroubles("hostile");
        using var user = new Workspace().PointTo(simulator.BaseAddress).Seeds(SeedLines.Of(simulator.World, 8));

        var run = await user.ExploreAsync("--summary", "summary.json");

        run.ExitCode.ShouldBeOneOf(0, 1);
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(user.Folder)!, "*passwd*").ShouldBeEmpty();
        foreach (var (file, bytes) in user.Trees())
        {
            HasOnlyPrintable(bytes).ShouldBeTrue(file);
            if (file.EndsWith(".json", StringComparison.Ordinal))
            {
                Values(JsonDocument.Parse(bytes).RootElement).ShouldAllBe(value => IsHarmless(value));
            }
        }

        HasOnlyPrintable(Encoding.UTF8.GetBytes(run.Everything)).ShouldBeTrue(run.Everything);
    }

    [Fact]
    public async Task Explore_OfHostileSeedsAndLabels_StaysInItsFolderAndEscapesWhatItPrints()
    {
        using var user = new Workspace().Seeds(
        [
            "email,../../../tmp/x@example.com",
            "email,=cmd|calc@example.com",
            "domain,../../etc/passwd",
            "domain,evil\u202ecom.example.net",
            "domain,a\u001b[31mred.example.net",
            "ip_address,192.0.2.1; rm -rf",
            "domain,good.example.com",
        ]);
        await File.WriteAllTextAsync(
            Path.Combine(user.Folder, "mine.csv"),
            "domain,good.example.com,\"it's a \"\"label\"\" <b>\\ \u00e9\",ip_address,192.0.2.9\n"
            + "domain,good.example.com,turned \u202e round,ip_address,192.0.2.10\n",
            TestContext.Current.CancellationToken);

        var run = await user.ExploreAsync("--relations", "mine.csv");

        run.ExitCode.ShouldBe(1, run.Everything);
        HasOnlyPrintable(Encoding.UTF8.GetBytes(run.Everything)).ShouldBeTrue(run.Everything);
        Directory.GetFiles(user.Folder, "*", SearchOption.AllDirectories).Length
            .ShouldBe(Directory.GetFiles(user.Folder).Length + Directory.GetFiles(user.Results).Length);
        user.Trees().Keys.ShouldAllBe(name => !name.Contains('/', StringComparison.Ordinal)
            && !name.Contains("..", StringComparison.Ordinal)
            && !name.Contains('|', StringComparison.Ordinal));
        var good = Encoding.UTF8.GetString(user.Trees()["good.example.com_depth_3.txt"]);
        good.ShouldContain("""relation='it\'s a "label" <b>\\ é', type='ip_address'""");
    }

    private static bool HasOnlyPrintable(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).All(c => c == '\n' || !(char.IsControl(c) || c is '\u202e' or '\u200f' or '\u200e' or '\ufffd'));

    private static bool IsHarmless(string value) =>
        value.Length is > 3 and < 330 && value.All(
            c => char.IsAsciiLetterOrDigit(c) || ".-_:@+".Contains(c, StringComparison.Ordinal)) && value[0] != '-' && value[0] != '@';

    private static IEnumerable<string> Values(JsonElement node)
    {
        yield return node.GetProperty("id").GetString() ?? "";
        if (node.TryGetProperty("children", out var children))
        {
            foreach (var value in children.EnumerateArray().SelectMany(Values))
            {
                yield return value;
            }
        }
    }
}
