using System.Text;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Tests.Definitions.Catalogue;

/// <summary>Which sources are asked of themselves, and who may hear of what.</summary>
public sealed class SourceDefaultsTests
{
    [Fact]
    public void Build_WithNothingConfigured_HasThoseOnThatNeedNoKey_AndNamesThoseThatAFreeKeyWouldAdd()
    {
        var catalogue = SourceCatalogue.Build(Given.BuiltIn, new Dictionary<string, SourceSettings>(), new());

        catalogue.Sources.Where(s => s.IsOn).ShouldAllBe(s => s.Definition.Key == null || !s.Definition.Key.IsNeeded);
        catalogue.Sources.Where(s => s.IsOn).Select(s => s.Name).ShouldBe(["Hashlookup", "RDAP", "Mnemonic", "CrtSh", "InternetDB", "Urlscan"]);
        catalogue.Sources.Where(s => s.IsOn).ShouldAllBe(s => !s.Definition.IsActive && !s.Quota.IsUnlimited && s.Definition.Terms != null);
        catalogue.Notices.ShouldContain(n => n.Text.StartsWith("A free key would add OTX, URLhaus, ThreatFox, MalwareBazaar", StringComparison.Ordinal));
        catalogue.Notices.ShouldAllBe(n => !n.IsError);
    }

    [Fact]
    public void Build_WithoutDefaultSources_AsksNobodyWhoIsNotConfigured()
    {
        Dictionary<string, SourceSettings> settings = new()
        {
            ["Mnemonic"] = new() { Enabled = true },
            ["CrtSh"] = new() { BaseUrl = new("http://127.0.0.1:9") },
        };

        SourceCatalogue.Build(Given.BuiltIn, settings, new(), new(DefaultSources: false)).Sources.Where(s => s.IsOn).Select(s => s.Name)
            .ShouldBe(["Mnemonic", "CrtSh"]);
    }

    [Fact]
    public void Build_OfTheUsersOwnDefinition_HasItOnWithoutDefaultSources() =>
        Build("", new(), new(DefaultSources: false)).IsOn.ShouldBeTrue();

    [Theory]
    [InlineData("\"onByDefault\": false,", null, false)]
    [InlineData("\"onByDefault\": false,", true, true)]
    [InlineData("\"active\": true,", null, false)]
    [InlineData("\"active\": true,", true, true)]
    [InlineData("", false, false)]
    public void Build_OfASourceThatIsOffByDefault_GoesByTheUser(string member, bool? enabled, bool expected) =>
        Build(member, new() { Enabled = enabled }).IsOn.ShouldBe(expected);

    [Fact]
    public void Build_WithAnOperationEnabled_PutsItBehindTheElevenOfTheOriginal()
    {
        var settings = Given.WithKeyAndHost with
        {
            Operations = new Dictionary<string, OperationSettings>
            {
                ["ip_resolutions"] = new() { Enabled = true },
                ["domain_resolutions"] = new() { Enabled = false },
            },
        };

        Dictionary<string, SourceSettings> sources = new() { ["VirusTotal"] = settings, ["Mnemonic"] = new() { Enabled = true } };
        var catalogue = SourceCatalogue.Build(Given.BuiltIn, sources, new(), new(DefaultSources: false));

        catalogue.InTreeOrder.Select(o => o.Operation.Name).ShouldBe(
            ["ip_downloaded_files", "domain_downloaded_files", "file_contacted_ips", "file_contacted_domains", "file_execution_parents", "ip_resolutions",
                "domain", "ip"]);
    }

    [Theory]
    [InlineData("", null, SharingLevel.Clear, SharingLevel.Clear)]
    [InlineData("", null, SharingLevel.Green, SharingLevel.Green)]
    [InlineData("\"clearedFor\": \"amber\",", null, SharingLevel.Green, SharingLevel.Amber)]
    [InlineData("\"clearedFor\": \"amber\",", SharingLevel.Clear, SharingLevel.Green, SharingLevel.Clear)]
    public void Build_SaysUpToWhichLevelASourceMayHear(string member, SharingLevel? set, SharingLevel forAll, SharingLevel expected) =>
        Build(member, new() { ClearedFor = set }, new(ClearedFor: forAll)).Operations[0].Operation.ClearedFor.ShouldBe(expected);

    [Theory]
    [InlineData("", null, true)]
    [InlineData("\"emails\": false,", null, false)]
    [InlineData("\"emails\": false,", true, true)]
    [InlineData("", false, false)]
    public void Build_SaysWhetherASourceMayHearOfEmailAddresses(string member, bool? set, bool expected) =>
        Build(member, new() { Emails = set }).Operations[0].Operation.Accepts.Contains(IocType.Email).ShouldBe(expected);

    [Fact]
    public void Build_OfASourceInTheHouse_LetsItHearOfEverything()
    {
        Build("\"inHouse\": true,", new()).Operations[0].Operation.IsExternal.ShouldBeFalse();
        Build("", new()).Operations[0].Operation.IsExternal.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 60)]
    public void Build_OfASourceThatAnswersWithoutAKey_HasOtherLimitsThen(int keys, int perMinute) =>
        Build("\"key\": { \"header\": \"k\", \"needed\": false }, \"quota\": { \"perMinute\": 60 }, \"quotaWithoutKey\": { \"perMinute\": 10 },",
            new() { ApiKeys = [.. Enumerable.Repeat("k", keys)] }).Quota.PerMinute.ShouldBe(perMinute);

    [Fact]
    public void With_ASlowSource_IsMorePatient()
    {
        var patience = Build("\"timeout\": 90, \"answerMegabytes\": 32,", new()).With(new());

        (patience.AttemptTimeout, patience.QueryTimeout, patience.AnswerBytes)
            .ShouldBe((TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(270), 32 * 1024 * 1024));
        Build("", new()).With(new()).ShouldBe(new ResilienceSettings());
    }

    private static ConfiguredSource Build(string member, SourceSettings settings, SourceDefaults? defaults = null)
    {
        var json = $$"""
            { "name": "Own", "version": 1, "baseUrl": "https://own.example", {{member}} "answer": { "items": "data" },
              "operations": [{ "name": "op", "accepts": ["domain", "email"], "path": "/{value}",
                "relations": [{ "label": "x", "yields": "domain", "value": "data[*]" }] }] }
            """;
        var definitions = Given.Good(SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(json)));
        return SourceCatalogue.Build(definitions, new Dictionary<string, SourceSettings> { ["Own"] = settings }, new(), defaults).Sources.Single();
    }
}
