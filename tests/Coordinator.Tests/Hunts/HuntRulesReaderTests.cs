using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Hunts;

public sealed class HuntRulesReaderTests
{
    private readonly HuntRulesReader _reader = new(name => $"--{name}");

    [Fact]
    public void Input_BecomesRulesOnTopOfTheDefaults()
    {
        var rules = _reader.Read(
            new()
            {
                ["park"] = ["known-good, Shared", "shared"],
                ["parkHubs"] = ["50,000"],
                ["expand"] = ["example[.]com", "url,http://example.com/a,b"],
                ["seenSince"] = ["2026-01-31"],
                ["tlp"] = ["TLP:AMBER"],
            },
            new() { ExpandUrls = true, OwnDomains = ["own.example"] });

        _reader.Problems.ShouldBeEmpty();
        rules.Park.ShouldBe([TagClass.KnownGood, TagClass.Shared]);
        rules.ParkHubs.ShouldBe(50_000);
        rules.Expand.ShouldBe([Domain("example.com"), new(IocType.Url, "http://example.com/a,b")]);
        rules.SeenSince.ShouldBe(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero));
        rules.Sharing.ShouldBe(SharingLevel.Amber);
        (rules.ExpandUrls, rules.OwnDomains.Single()).ShouldBe((true, "own.example"));
    }

    [Fact]
    public void NoInput_LeavesTheDefaultRules()
    {
        var defaults = new HuntRules { Sharing = SharingLevel.Green };

        var rules = _reader.Read(new(), defaults);

        (rules.Park.Count, rules.ParkHubs, rules.Expand.Count, rules.SeenSince, rules.Sharing).ShouldBe((0, null, 0, null, SharingLevel.Green));
    }

    [Fact]
    public void InputThatIsWrong_IsAllNamedWithWhatMayBeWritten()
    {
        _reader.Read(new() { ["park"] = ["good,,cdn"], ["parkHubs"] = ["1"], ["expand"] = ["???"], ["seenSince"] = ["31.1.2026"], ["tlp"] = ["yellow"] },
            new());

        _reader.Problems.ShouldBe(
        [
            "--park: 'good' is no class of tags; known are info, known-good, shared, hosting, scanner, known-bad.",
            "--park: '' is no class of tags; known are info, known-good, shared, hosting, scanner, known-bad.",
            "--park: 'cdn' is no class of tags; known are info, known-good, shared, hosting, scanner, known-bad.",
            "--parkHubs: '1' is no whole number from 2 on.",
            "--expand: '???' is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL; write an IOC as in the seed file.",
            "--seenSince: '31.1.2026' is no date; write 2026-01-31 or 2026-01-31T12:00:00Z.",
            "--tlp: 'yellow' is no sharing level; known are clear, green, amber, amber+strict, red.",
        ]);
    }
}
