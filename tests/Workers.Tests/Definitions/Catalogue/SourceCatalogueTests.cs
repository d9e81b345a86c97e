using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Tests.Definitions.Catalogue;

public sealed class SourceCatalogueTests
{
    [Fact]
    public void Build_WithNothingConfigured_HasAllOffWithOneClearLineEach()
    {
        var catalogue = Build([]);

        catalogue.Sources.ShouldAllBe(s => !s.IsOn && s.ApiKeys.Count == 0);
        catalogue.Notices.ShouldBe(
        [
            new Notice(false,
                "QiAnXin is off: flint, registrant_email, reverse_email (no URL is configured); file_reputation (no API key is set). Set "
                + "sources.QiAnXin.baseUrl, or the URL of the operation, to use it. Set sources.QiAnXin.apiKeys to use it."),
            new Notice(false, "VirusTotal is off: no API key is set. Set sources.VirusTotal.apiKeys to use it."),
        ]);
    }

    [Fact]
    public void Build_WithKeysAndHost_HasAllOnInTreeOrder()
    {
        var catalogue = Build(new() { ["virustotal"] = Given.WithKeyAndHost, ["QIANXIN"] = Given.WithKeyAndHost });

        catalogue.Notices.ShouldBeEmpty();
        catalogue.Sources.SelectMany(s => s.Operations).Select(o => o.Operation.Name).ShouldBe(
        [
            "flint", "registrant_email", "reverse_email", "file_reputation",
            "ip_downloaded_files", "domain_downloaded_files", "domain_resolutions", "file_contacted_ips", "file_contacted_domains", "file_execution_parents",
        ]);
    }

    [Fact]
    public void Build_OfQiAnXinWithAKeyOnly_HasFilesOn()
    {
        var source = Build(new() { ["QiAnXin"] = new() { ApiKeys = ["k"] } }).Sources[0];

        source.Operations.Select(o => o.Operation.Name).ShouldBe(["file_reputation"]);
        source.Operations[0].Origin.ShouldBe(new Uri("https://ti.qianxin.com"));
        source.ApiKeys.ShouldBe(["k"]);
    }

    [Fact]
    public void Build_OfQiAnXinWithAHostOnly_HasTheDataPlatformOn()
    {
        var catalogue = Build(new() { ["QiAnXin"] = new() { BaseUrl = new("http://fdp.internal") } });

        catalogue.Sources[0].Operations.Select(o => o.Operation.Name).ShouldBe(["flint", "registrant_email", "reverse_email"]);
        catalogue.Notices[0].Text.ShouldBe("QiAnXin: off are file_reputation (no API key is set). Set sources.QiAnXin.apiKeys to use it.");
    }

    [Fact]
    public void Build_WithThePlaceholderHostOfTheOriginal_HasThatOff()
    {
        var settings = new SourceSettings
        {
            ApiKeys = ["k"],
            Operations = new Dictionary<string, OperationSettings> { ["flint"] = new() { Url = "http://fdp.example.cn/flint/rrset/{domain}/" } },
        };

        var source = Build(new() { ["QiAnXin"] = settings }).Sources[0];

        source.Off.Single(o => o.Name == "flint").Reason.ShouldBe("its URL still has the placeholder host fdp.example.cn");
    }

    [Fact]
    public void Build_OfASourceThatIsNotEnabled_HasItOffWithoutALine()
    {
        var catalogue = Build(new() { ["VirusTotal"] = Given.WithKeyAndHost with { Enabled = false }, ["QiAnXin"] = Given.WithKeyAndHost });

        catalogue.Sources[1].IsOn.ShouldBeFalse();
        catalogue.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Build_TakesQuotaAndConcurrencyFromTheUserWhereHeSaysSo()
    {
        var settings = Given.WithKeyAndHost with
        {
            Quota = new Dictionary<QuotaWindow, int> { [QuotaWindow.Minute] = 0, [QuotaWindow.Day] = 20_000 },
            MaxConcurrency = 64,
            Limit = 25,
            ApiKeys = ["a", "b", "a"],
        };

        var source = Build(new() { ["VirusTotal"] = settings }).Sources[1];

        source.Quota.ShouldBe(new QuotaLimits(0, 20_000, 15_500));
        source.MaxConcurrency.ShouldBe(64);
        source.Operations.ShouldAllBe(o => o.Limit == 25);
        source.ApiKeys.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Build_WithALimit_LeavesAnswersThatAreTakenWholeAlone()
    {
        var source = Build(new() { ["QiAnXin"] = Given.WithKeyAndHost with { Limit = 3 } }).Sources[0];

        source.Operations.Select(o => o.Limit).ShouldBe([3, null, 3, null]);
    }

    [Fact]
    public void Build_WithImpossibleSettings_NamesEachWithTheNearestKnown()
    {
        var settings = new Dictionary<string, SourceSettings>
        {
            ["VirusTotl"] = new(),
            ["VirusTotal"] = Given.WithKeyAndHost with
            {
                ApiKeys = ["a b"],
                MaxConcurrency = 0,
                Quota = new Dictionary<QuotaWindow, int> { [QuotaWindow.Day] = -1 },
                Operations = new Dictionary<string, OperationSettings>
                {
                    ["domain_resolution"] = new(),
                    ["file_contacted_ips"] = new() { Url = "https://host/{ip}" },
                    ["file_contacted_domains"] = new() { Url = "ftp://host/{file}" },
                    ["file_execution_parents"] = new() { Url = "https://host/" },
                    ["ip_downloaded_files"] = new() { Limit = 0 },
                    ["domain_downloaded_files"] = new() { Parameters = new Dictionary<string, string> { ["limti"] = "3" } },
                },
            },
        };

        var errors = Build(settings).Notices.Where(n => n.IsError).Select(n => n.Text);

        errors.ShouldBe(
        [
            "There is no source \"VirusTotl\"; did you mean \"VirusTotal\"?.",
            "VirusTotal: there is no operation \"domain_resolution\"; did you mean \"domain_resolutions\"?.",
            "VirusTotal: maxConcurrency must be 1 or more, not 0.",
            "VirusTotal: quota.perDay must be 0 or more, not -1.",
            "VirusTotal: apiKeys[0] is empty or holds a space, a control character or something that is not ASCII.",
            "VirusTotal: ip_downloaded_files: its limit must be a whole number from 1 on.",
            "VirusTotal: domain_downloaded_files: it has no parameter \"limti\"; did you mean \"limit\"?.",
            "VirusTotal: file_contacted_ips: its URL has {ip}, but it is asked about file: write {file} or {hash}.",
            "VirusTotal: file_contacted_domains: its URL is no http or https URL.",
            "VirusTotal: file_execution_parents: its URL says nowhere what is asked about: write {file} into it.",
        ]);
    }

    private static SourceCatalogue Build(Dictionary<string, SourceSettings> settings) =>
        SourceCatalogue.Build(Given.BuiltIn, settings, new(), new(DefaultSources: false));
}
