using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages;
using IocExplorer.Seed.Exploring;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Seed.Tests.Exploring;

public sealed class SeedCostsTests
{
    private const string Ends = " A run waits no longer than 1 h for that (general.longestQuotaWait): it ends, and the same command goes on later.";
    private const string OfADay = "VirusTotal: the seeds alone are 60 queries, less what the ledger has: 1 d 12 h at 20 requests a day.";
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Ioc[] ThirtyDomains = [.. Domains(30)];
    private static readonly SourceSettings TwentyADay = VirusTotal(QuotaWindow.Day, 20, "a-key");

    [Fact]
    public void Lines_WhereTheQuotaOfADayIsUsedUp_SayThatTheRunEnds() => Lines("VirusTotal", TwentyADay, ThirtyDomains).ShouldBe([OfADay + Ends]);

    [Fact]
    public void Lines_WhereTheRunWaitsForTheDay_SayOnlyHowLongItTakes() =>
        Lines("VirusTotal", TwentyADay, ThirtyDomains, new() { LongestQuotaWait = TimeSpan.FromDays(30) }).ShouldBe([OfADay]);

    [Fact]
    public void Lines_WhereTheQuotaOfTheMinuteTakesLong_SayOnlyHowLongItTakes() =>
        Lines("VirusTotal", VirusTotal(QuotaWindow.Minute, 1, "a-key"), Domains(50), new() { LongestQuotaWait = TimeSpan.Zero })
            .ShouldBe(["VirusTotal: the seeds alone are 100 queries, less what the ledger has: 1 h 38 min at 1 requests a minute."]);

    [Fact]
    public void Lines_OfSeedsThatAreNotSentOutside_LeaveThemOut()
    {
        Ioc[] inside = [.. Enumerable.Range(1, 30).Select(i => new Ioc(IocType.Domain, $"host{i}.internal")), new(IocType.Domain, "www.own.example.com")];
        var secret = new Ioc(IocType.Domain, "secret.example.com");

        Lines("VirusTotal", TwentyADay, [.. ThirtyDomains, .. inside, secret], secret: secret).ShouldBe([OfADay + Ends]);
    }

    [Fact]
    public void Lines_WithSendReserved_CountWhatIsReserved() =>
        Lines("VirusTotal", TwentyADay, [.. Domains(29), new(IocType.Domain, "host.internal")], new() { SendReserved = true }).ShouldBe([OfADay + Ends]);

    [Theory]
    [InlineData("8.8.8.", 60)]
    [InlineData("2a00::", 0)]
    public void Lines_OfASourceThatKnowsNothingOfAKind_LeaveItOut(string start, int queries)
    {
        var settings = new SourceSettings { ApiKeys = ["a-key"], Enabled = true };

        var lines = Lines("SecurityTrails", settings, Enumerable.Range(1, 60).Select(i => new Ioc(IocType.IpAddress, $"{start}{i}")));

        lines.ShouldBe(queries == 0
            ? []
            : [$"SecurityTrails: the seeds alone are {queries} queries, less what the ledger has: 26 d 12 h at 50 requests a month.{Ends}"]);
    }

    /// <summary>Its quota is that of each registry.</summary>
    [Fact]
    public void Lines_OfRdap_AreNone() => Lines("RDAP", new() { Enabled = true }, Domains(5000)).ShouldBeEmpty();

    [Fact]
    public void Lines_WithAKeyGivenTwice_CountItOnce() =>
        Lines("VirusTotal", VirusTotal(QuotaWindow.Day, 20, "a-key", "a-key"), ThirtyDomains).ShouldBe([OfADay + Ends]);

    [Fact]
    public void Lines_WithTwoKeys_SpendThemSideBySide() => Lines("VirusTotal", VirusTotal(QuotaWindow.Day, 20, "a-key", "another"), ThirtyDomains)
        .ShouldBe(["VirusTotal: the seeds alone are 60 queries, less what the ledger has: 12 h at 20 requests a day for each of 2 keys." + Ends]);

    private static IEnumerable<Ioc> Domains(int count) => Enumerable.Range(1, count).Select(i => new Ioc(IocType.Domain, $"host{i}.example.com"));

    /// <summary>With no quota but this one.</summary>
    private static SourceSettings VirusTotal(QuotaWindow window, int quota, params string[] keys) => new()
    {
        ApiKeys = keys,
        Quota = QuotaWindow.All.ToDictionary(w => w, w => w == window ? quota : 0),
    };

    private static List<string> Lines(string source, SourceSettings settings, IEnumerable<Ioc> seeds, GeneralSettings? general = null, Ioc? secret = null)
    {
        var all = new AllSettings
        {
            General = (general ?? new()) with { DefaultSources = false },
            Sources = new Dictionary<string, SourceSettings> { [source] = settings },
        };
        var request = new ExploreRequest
        {
            Seeds = [.. seeds],
            BadLines = 0,
            Duplicates = 0,
            Output = "results",
            OutputAsGiven = "results",
            Database = "ioc-explorer.db",
            Settings = all,
            Catalogue = SourceCatalogue.Build(SourceDefinitions.Load().Definitions, all.Sources, all.Resilience, all.SourceDefaults),
            Refresh = false,
            Plain = false,
            Rules = new() { OwnDomains = ["own.example.com"] },
            Tags = TagListCatalog.Load(all.Tags, out _),
            Sharing = secret is { } red ? new Dictionary<Ioc, SharingLevel> { [red] = SharingLevel.Red } : new Dictionary<Ioc, SharingLevel>(),
        };
        return [.. SeedCosts.Lines(request, Noon)];
    }
}
