using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Workers.Configuration;
using static IocExplorer.Workers.Tests.Configuration.WrittenSettings;

namespace IocExplorer.Workers.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_OfNothing_GivesTheDefaults()
    {
        var (settings, problems) = Read("{}");

        problems.ShouldBeEmpty();
        settings.General.Depth.ShouldBe(3);
        settings.General.MaxAge.ShouldBe(TimeSpan.FromHours(24));
        settings.Database.ShouldBe(new());
        settings.General.SendReserved.ShouldBeFalse();
        settings.Sources["VirusTotal"].Enabled.ShouldBeNull();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBeEmpty();
        settings.Sources["VirusTotal"].Quota.ShouldBeEmpty();
        settings.Resilience.ShouldBe(new());
    }

    [Theory]
    [InlineData("general.depth", "5", "5")]
    [InlineData("general.maxAge", "7d", "7.00:00:00")]
    [InlineData("general.activeTrees", "9", "9")]
    [InlineData("general.longestQuotaWait", "2d", "2.00:00:00")]
    [InlineData("general.sendReserved", "true", "True")]
    [InlineData("database", "my.db", "/conf/my.db")]
    [InlineData("ledger.synchronous", "normal", "normal")]
    [InlineData("sources.VirusTotal.enabled", "false", "False")]
    [InlineData("sources.VirusTotal.baseUrl", "http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("sources.VirusTotal.limit", "40", "40")]
    [InlineData("sources.VirusTotal.maxConcurrency", "64", "64")]
    [InlineData("sources.VirusTotal.quota.perMinute", "0", "0")]
    [InlineData("sources.VirusTotal.quota.perDay", "1000", "1000")]
    [InlineData("sources.VirusTotal.quota.perMonth", "2000", "2000")]
    [InlineData("sources.VirusTotal.operations.domain_resolutions.url", "http://h/{domain}", "http://h/{domain}")]
    [InlineData("sources.VirusTotal.operations.domain_resolutions.limit", "3", "3")]
    [InlineData("sources.QiAnXin.operations.flint.parameters.start", "2026", "2026")]
    [InlineData("resilience.attempts", "7", "7")]
    [InlineData("resilience.attemptsWhenMalformed", "3", "3")]
    [InlineData("resilience.firstPause", "1ms", "00:00:00.0010000")]
    [InlineData("resilience.longestPause", "40s", "00:00:40")]
    [InlineData("resilience.retryAfterFloor", "2s", "00:00:02")]
    [InlineData("resilience.retryAfterCeiling", "10min", "00:10:00")]
    [InlineData("resilience.attemptTimeout", "20s", "00:00:20")]
    [InlineData("resilience.queryTimeout", "3min", "00:03:00")]
    [InlineData("resilience.breakerFailureShare", "0.5", "0.5")]
    [InlineData("resilience.breakerWindow", "20s", "00:00:20")]
    [InlineData("resilience.breakerMinimum", "20", "20")]
    [InlineData("resilience.breakerPause", "6s", "00:00:06")]
    [InlineData("resilience.breakerProbes", "2", "2")]
    [InlineData("resilience.answerBytes", "4096", "4096")]
    [InlineData("resilience.answerDepth", "32", "32")]
    public void Read_OfASetting_PutsItInItsPlace(string path, string value, string shown)
    {
        var (fromFile, fileProblems) = Read(Nested(path, value));
        var (fromVariable, variableProblems) = Read("{}",
            ("IOCEXPLORER_" + path.Replace(".", "__", StringComparison.Ordinal), path == "database" ? "/conf/my.db" : value));

        fileProblems.ShouldBeEmpty();
        variableProblems.ShouldBeEmpty();
        Shown(fromFile, path).ShouldBe(shown);
        Shown(fromVariable, path).ShouldBe(shown);
    }

    [Fact]
    public void Read_OfFileAndEnvironment_LetsTheEnvironmentWin()
    {
        var (settings, problems) = Read("""{ "general": { "depth": 2, "maxAge": "1h" } }""", ("IOCEXPLORER_GENERAL__DEPTH", "4"));

        problems.ShouldBeEmpty();
        settings.General.Depth.ShouldBe(4);
        settings.General.MaxAge.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Read_OfCommentsAndTrailingCommas_IsAccepted()
    {
        var (settings, problems) = Read("""
            // comment
            { "general": { "depth": 2, /* comment */ }, }
            """);

        problems.ShouldBeEmpty();
        settings.General.Depth.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\n# comment\n}")]
    [InlineData("# comment")]
    public void Read_OfAFileThatSetsNothing_GivesTheDefaults(string text)
    {
        var (settings, problems) = Read(text);

        problems.ShouldBeEmpty();
        settings.General.ShouldBe(new());
    }

    [Fact]
    public void Read_OfANameTwice_TakesTheLast()
    {
        var (settings, problems) = Read("{ \"general\": { \"depth\": 2, \"Depth\": 4 } }");

        problems.ShouldBeEmpty();
        settings.General.Depth.ShouldBe(4);
    }

    [Fact]
    public void Read_OfFilesForTheWorkers_TakesThemRelativeToTheirPlace()
    {
        var (settings, problems) = Read("""{"relations":{"files":["/data/own.csv"],"lookEvery":"30s"}}""");

        problems.ShouldBeEmpty();
        settings.Relations.Files.ShouldBe(["/data/own.csv"]);
        settings.Relations.LookEvery.ShouldBe(TimeSpan.FromSeconds(30));
        Read("""{"relations":{"lookEvery":"1ms"}}""").Problems.ShouldHaveSingleItem().ShouldContain("relations.lookEvery");
        Read("""{"relations":{"file":["own.csv"]}}""").Problems.ShouldHaveSingleItem().ShouldContain("relations.file");
    }

    private static string Shown(AllSettings settings, string path)
    {
        var virusTotal = settings.Sources["VirusTotal"];
        var resilience = settings.Resilience;
        object? value = path switch
        {
            "general.depth" => settings.General.Depth,
            "general.maxAge" => settings.General.MaxAge,
            "general.activeTrees" => settings.General.ActiveTrees,
            "general.longestQuotaWait" => settings.General.LongestQuotaWait,
            "general.sendReserved" => settings.General.SendReserved,
            "database" => settings.Database.File,
            "ledger.synchronous" => settings.Synchronous,
            "sources.VirusTotal.enabled" => virusTotal.Enabled,
            "sources.VirusTotal.baseUrl" => virusTotal.BaseUrl,
            "sources.VirusTotal.limit" => virusTotal.Limit,
            "sources.VirusTotal.maxConcurrency" => virusTotal.MaxConcurrency,
            "sources.VirusTotal.quota.perMinute" => virusTotal.Quota[QuotaWindow.Minute],
            "sources.VirusTotal.quota.perDay" => virusTotal.Quota[QuotaWindow.Day],
            "sources.VirusTotal.quota.perMonth" => virusTotal.Quota[QuotaWindow.Month],
            "sources.VirusTotal.operations.domain_resolutions.url" => virusTotal.Operations["domain_resolutions"].Url,
            "sources.VirusTotal.operations.domain_resolutions.limit" => virusTotal.Operations["domain_resolutions"].Limit,
            "sources.QiAnXin.operations.flint.parameters.start" => settings.Sources["QiAnXin"].Operations["flint"].Parameters["start"],
            "resilience.attempts" => resilience.Attempts,
            "resilience.attemptsWhenMalformed" => resilience.AttemptsWhenMalformed,
            "resilience.firstPause" => resilience.FirstPause,
            "resilience.longestPause" => resilience.LongestPause,
            "resilience.retryAfterFloor" => resilience.RetryAfterFloor,
            "resilience.retryAfterCeiling" => resilience.RetryAfterCeiling,
            "resilience.attemptTimeout" => resilience.AttemptTimeout,
            "resilience.queryTimeout" => resilience.QueryTimeout,
            "resilience.breakerFailureShare" => resilience.BreakerFailureShare,
            "resilience.breakerWindow" => resilience.BreakerWindow,
            "resilience.breakerMinimum" => resilience.BreakerMinimum,
            "resilience.breakerPause" => resilience.BreakerPause,
            "resilience.breakerProbes" => resilience.BreakerProbes,
            "resilience.answerBytes" => resilience.AnswerBytes,
            "resilience.answerDepth" => resilience.AnswerDepth,
            _ => throw new ArgumentException($"No property is known for {path}.", nameof(path)),
        };
        return Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
