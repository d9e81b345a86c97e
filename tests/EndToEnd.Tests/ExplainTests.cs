using System.Text.Json;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>One run in which something goes missing for each reason, and what <c>explain</c> says of it afterwards, from the ledger alone.</summary>
public sealed class ExplainTests
{
    private const string Sample = "46173adc26721fb54f6e1a1091a892d4";
    private const string Dropper = "c2a6d7bd2e0d4e4dbd9f6a8ef4b1c0aa";
    private const string Payload = "0b5f7a1de7c1468f9b1f0a55c2e4d913";
    private const string Page = "http://mailer.org/get";

    private static GivenWorld World { get; } = new GivenWorld()
        .Add(RelationKind.DomainResolution, "kolbra.net", "62.4.9.1", "tramondi.org")
        .Add(RelationKind.DomainResolution, "bravent.org", "62.4.9.9")
        .Add(RelationKind.IpDownloadedFile, "62.4.9.9", Sample)
        .Add(RelationKind.DomainResolution, "chain.org", "62.4.9.10")
        .Add(RelationKind.IpDownloadedFile, "62.4.9.10", Dropper)
        .Add(RelationKind.FileContactedDomain, Dropper, "deep.org")
        .Add(RelationKind.DomainResolution, "cutter.org", "62.4.9.21", "62.4.9.22", "62.4.9.23")
        .Add(RelationKind.DomainResolution, "office.org", "10.1.2.3")
        .Add(
            SourceRelations.MnemonicAddress,
            "oldtimer.org",
            new Sighting("62.4.9.40", new(1995, 1, 2, 3, 4, 5, TimeSpan.Zero), new(1999, 6, 7, 8, 9, 10, TimeSpan.Zero)),
            new Sighting("62.4.9.41", new(1995, 1, 2, 3, 4, 5, TimeSpan.Zero), new(2026, 6, 7, 8, 9, 10, TimeSpan.Zero)));

    /// <summary>The seed, what its tree lacks, the reason, and what the line says.</summary>
    private static (string Seed, string Ioc, string Reason, string Line)[] Missing { get; } =
    [
        ("quiet.org", "62.4.9.99", "never-named", "never named: none of the "),
        ("kolbra.net", "tramondi.org", "dropped",
            "dropped: VirusTotal domain_resolutions about kolbra.net named 'tramondi.org' as VT: domain to resolution ip, and it "),
        ("bravent.org", Sample, "parked", "parked: 62.4.9.9 was left alone as noise: "),
        ("chain.org", "deep.org", "beyond-depth",
            $"beyond the depth: {Dropper} stands at level 2, the last one, and was not asked about (known from the tree of {Dropper})"),
        ("cutter.org", "62.4.9.23", "cut-by-limit", "cut by a limit: VirusTotal domain_resolutions had more to say of cutter.org than the limit let through"),
        ("office.org", "62.4.9.98", "not-sent", "not sent: VirusTotal "),
        ("secret.org", "62.4.9.97", "not-cleared", "not cleared: VirusTotal "),
        ("mailer.org", Payload, "source-off", $"source off: no operation of the hunt asks about {Page}"),
        ("broken.org", "62.4.9.96", "not-answered", "not answered: VirusTotal "),
        ("oldtimer.org", "62.4.9.40", "not-seen-since", "not seen since 2000-01-01: Mnemonic domain about oldtimer.org named 62.4.9.40 as "),
    ];

    [Fact]
    public async Task Explain_AfterARunOverHttp_GivesOfEachMissingIocTheReason_AndAsksNothing()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = World });
        simulator.SetTroubles("status:400,value=broken.org");
        using var user = User(simulator);
        var run = await user.RunHereAsync("explore", "--depth", "2", "--seen-since", "2000-01-01", "--park", "shared", "--relations", "own.csv");
        run.ExitCode.ShouldBe(1, run.Everything);
        var asked = simulator.Stats.Requests;

        foreach (var (seed, ioc, reason, line) in Missing)
        {
            var text = await user.RunHereAsync("explain", seed, ioc);
            var json = await user.RunHereAsync("explain", seed, ioc, "--format", "json");

            text.ExitCode.ShouldBe(0, text.Everything);
            text.Output.Split('\n')[1].Trim().ShouldStartWith(line, customMessage: reason);
            using var document = JsonDocument.Parse(json.Output);
            document.RootElement.GetProperty("reasons")[0].GetProperty("reason").GetString().ShouldBe(reason);
        }

        simulator.Stats.Requests.ShouldBe(asked);
    }

    private static Workspace User(Simulator simulator)
    {
        var user = new Workspace().PointTo(simulator.BaseAddress)
            .Set("sources__QiAnXin__enabled", "false")
            .Set("sources__VirusTotal__limit", "2")
            .Set("sources__Mnemonic__enabled", "true")
            .Set("sources__Mnemonic__baseUrl", $"{simulator.AddressOf("Mnemonic")}")
            .Set("tags__lists__0", "shared.csv")
            .Set("tags__builtIn", "false")
            .WithoutQuota("Mnemonic", 4)
            .Seeds(
            [
                .. Missing.Select(missing => $"domain,{missing.Seed}{(missing.Seed == "secret.org" ? ",tlp:red" : "")}"), "ip_address,62.4.9.9",
                $"file,{Dropper}", $"url,{Page}",
            ]);
        File.WriteAllText(Path.Combine(user.Folder, "shared.csv"), "62.4.9.9,a CDN,shared\n");
        File.WriteAllText(Path.Combine(user.Folder, "own.csv"), $"domain,mailer.org,links to,url,{Page}\nurl,{Page},serves,file,{Payload}\n");
        return user;
    }
}
