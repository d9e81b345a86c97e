using System.Text.RegularExpressions;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>The console's commands about hunts: of a real service they say what they say of a ledger file with the same hunts.</summary>
public sealed partial class FindingCommandTests
{
    private const string FirstHunt = "five of them";
    private const string SecondHunt = "all six";

    /// <summary>Small, so that seeds share much.</summary>
    private static readonly SyntheticWorld s_world = new(new() { Emails = 20, Files = 60, IpAddresses = 40, Domains = 40, FanOut = 3 });

    [Fact]
    public async Task Commands_OfAServiceAndOfALedgerWithTheSameHunts_SayTheSame()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = s_world });
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new() { SharesServer = true, Coordinators = 1, Workers = 1 });
        using var user = new Workspace().PointTo(simulator.BaseAddress);
        var server = cluster.Coordinators[0].Address.ToString();
        foreach (var (name, seeds) in ((string, int)[])[(FirstHunt, 5), (SecondHunt, 6)])
        {
            user.Seeds(SeedLines.Of(s_world, seeds));
            var runs = await Task.WhenAll(
                user.RunAsync("explore", "--quiet", "--depth", "2", "--name", name),
                user.RunAsync("submit", "--quiet", "--depth", "2", "--name", name, "--watch", "-i", "ioc.csv", "--server", server));
            runs.ShouldAllBe(run => run.ExitCode == 0, string.Join('\n', runs.Select(run => run.Everything)));
        }

        var found = await AskBothAsync("report", "--format", "csv");
        var pivot = found.Output.Split('\n')[1].Split(',').First(cell => cell.Contains('.', StringComparison.Ordinal) || cell.Length >= 32);
        List<string> seed = [.. s_world.Seeds(6).Select(s => s.Value)];
        string[][] commands =
        [
            ["hunts"],
            ["report"],
            ["report", "2", "--format", "json"],
            ["why", pivot],
            ["why", pivot, "--hunt", "1", "--format", "json", "--top", "2"],
            ["explain", seed[0], "192.0.2.55"],
            ["explain", seed[0], pivot, "--format", "json"],
            ["diff", "1", "2"],
            ["diff", "1", "2", "--format", "json"],
            ["export", "2", "--format", "stix", "-o", "-"],
            ["export", "--format", "csv-relations", "-o", "-"],
        ];
        foreach (var command in commands)
        {
            var ofLedger = await AskBothAsync(command);
            ofLedger.ExitCode.ShouldBe(0, ofLedger.Everything);
            ofLedger.Output.Trim().ShouldNotBeEmpty();
        }

        async Task<ProgramResult> AskBothAsync(params string[] command)
        {
            var both = await Task.WhenAll(user.RunHereAsync([.. command, "--database", user.Database]), user.RunHereAsync([.. command, "--server", server]));
            both[1].ExitCode.ShouldBe(both[0].ExitCode, both[1].Everything);
            Comparable(both[1]).ShouldBe(Comparable(both[0]), string.Join(' ', command));
            return both[0];
        }
    }

    // The hunts of the two ran beside each other, at times of their own, which the ids of STIX follow; only a service knows who submitted them, and its table
    // is as wide as that name.
    private static string Comparable(ProgramResult result) =>
        Widths().Replace(
            Ages().Replace(Times().Replace(StixIds().Replace(result.Everything, "$1"), "TIME"), "AGE").Replace("loopback", "", StringComparison.Ordinal), "-");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?", RegexOptions.None, 1000)]
    private static partial Regex Times();

    [GeneratedRegex("(bundle|note|relationship)--[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex StixIds();

    [GeneratedRegex("[ -]+", RegexOptions.None, 1000)]
    private static partial Regex Widths();

    [GeneratedRegex(@"\d+ minutes ago", RegexOptions.None, 1000)]
    private static partial Regex Ages();
}
