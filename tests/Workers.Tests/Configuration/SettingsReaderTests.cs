using System.Globalization;
using System.Text;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Configuration.Hocon;
using IocExplorer.Messages;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Configuration;

public sealed class SettingsReaderTests
{
    private static readonly KnownSource[] Known =
    [
        new("QiAnXin", new Dictionary<string, KnownOperation>
        {
            ["flint"] = new(true, ["start", "end", "mode", "rtype"]),
            ["registrant_email"] = new(false, []),
        }),
        new("VirusTotal", new Dictionary<string, KnownOperation> { ["domain_resolutions"] = new(true, []) }),
    ];

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
    public void Read_OfCommentsAndTrailingCommas_IsNoTrouble()
    {
        var (settings, problems) = Read("""
            // comment
            { "general": { "depth": 2, /* comment */ }, }
            """);

        problems.ShouldBeEmpty();
        settings.General.Depth.ShouldBe(2);
    }

    [Fact]
    public void Read_OfSeveralMistakes_NamesAllOfThemWithTheirLines()
    {
        var (_, problems) = Read(
            """
            {
              "general": { "dpeth": 2, "maxAge": 24 },
              "sources": {
                "VirusTotl": { "limit": 1, "enabled": true },
                "VirusTotal": {
                  "limit": 0,
                  "operations": { "domain_resolution": { "limit": 1 } },
                  "quota": { "perMin": 1 }
                }
              },
              "resilience": 5
            }
            """,
            ("IOCEXPLORER_sources__QiAnXin__enabled", "maybe"),
            ("IOCEXPLORER_dept", "maybe"));

        problems.ShouldBe(
        [
            "my.conf line 2: general.maxAge must be a duration with its unit, such as 500ms, 15s, 24h or 7d, not `24`.",
            "environment variable IOCEXPLORER_sources__QiAnXin__enabled: sources.QiAnXin.enabled must be true or false, not `maybe`.",
            "my.conf line 6: sources.VirusTotal.limit must be a whole number from 1 to 10000, not `0`.",
            "my.conf line 7: sources.VirusTotal.operations.domain_resolution is no operation. Did you mean domain_resolutions?",
            "my.conf line 4: sources.VirusTotl is no source. Did you mean VirusTotal?",
            "my.conf line 2: general.dpeth is no setting. Did you mean general.depth?",
            "my.conf line 8: sources.VirusTotal.quota.perMin is no setting. Did you mean sources.VirusTotal.quota.perMinute?",
            "my.conf line 11: resilience is a group of settings such as resilience.attempts, not a value.",
            "environment variable IOCEXPLORER_dept: dept is no setting. hocon/iocexplorer.conf lists all there are.",
        ]);
    }

    [Theory]
    [InlineData("general.depth", "17", "from 1 to 16, not `17`")]
    [InlineData("general.depth", "0", "from 1 to 16, not `0`")]
    [InlineData("general.depth", "2.5", "from 1 to 16, not `2.5`")]
    [InlineData("general.depth", "99999999999999999999", "from 1 to 16, not `99999999999999999999`")]
    [InlineData("general.maxAge", "4000d", "from 0 ms to 3650 d, not `4000d`")]
    [InlineData("sources.VirusTotal.quota.perDay", "-1", "from 0 to 1000000000, not `-1`")]
    [InlineData("resilience.breakerFailureShare", "90", "from 0.05 to 1, not `90`")]
    [InlineData("resilience.breakerFailureShare", "NaN", "from 0.05 to 1, not `NaN`")]
    [InlineData("resilience.attemptTimeout", "0s", "from 10 ms to 1 h, not `0s`")]
    [InlineData("sources.VirusTotal.baseUrl", "https://\u0627m", "must be a whole URL that begins with http:// or https://")]
    [InlineData("sources.VirusTotal.baseUrl", "ftp://h", "must be a whole URL that begins with http:// or https://")]
    [InlineData("sources.VirusTotal.baseUrl", "www.virustotal.com", "must be a whole URL that begins with http:// or https://")]
    [InlineData("sources.VirusTotal.apiKeysFile", "keys\0.txt", "holds a null character, which no setting takes")]
    [InlineData("database", "ledger\0.db", "holds a null character, which no setting takes")]
    [InlineData("ledger.synchronous", "maybe", "must be normal or full")]
    [InlineData("database", "Host=db;Username=ioc", "is a connection string")]
    [InlineData("database", "postgres://db/ioc", "is a connection string")]
    [InlineData("sources.QiAnXin.operations.registrant_email.limit", "5", "is no setting")]
    [InlineData("general.sendReserved", "perhaps", "must be true or false, not `perhaps`")]
    public void Read_OfAnImpossibleValue_NamesTheSettingAndWhatIsPossible(string path, string value, string problem)
    {
        var (_, problems) = Read(Nested(path, value));

        problems.ShouldHaveSingleItem().ShouldStartWith($"my.conf line 1: {path} ");
        problems[0].ShouldContain(problem);
    }

    [Theory]
    [InlineData("firstPause", "40s", "longestPause", "resilience.firstPause (40 s) must not be longer than resilience.longestPause (30 s)")]
    [InlineData("retryAfterFloor", "10min", "retryAfterCeiling",
        "resilience.retryAfterFloor (10 min) must not be longer than resilience.retryAfterCeiling (5 min)")]
    [InlineData("attemptTimeout", "3min", "queryTimeout", "resilience.attemptTimeout (3 min) must not be longer than resilience.queryTimeout (2 min)")]
    public void Read_OfAnImpossiblePair_NamesBothAndTheirValues(string small, string value, string large, string problem)
    {
        var (_, problems) = Read(Nested($"resilience.{small}", value));

        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
        problems[0].ShouldContain(large);
    }

    [Theory]
    [InlineData("{ \"general\": { \"depth\": 2 ", "my.conf line 1 column 14: this brace is not closed.")]
    [InlineData("{\n\"general\": {\n\"depth\" 2 } }", "my.conf line 3 column 1: this name has no value.")]
    [InlineData("3", "my.conf line 1 column 1: this name has no value.")]
    [InlineData("[ \"general\" ]", "my.conf line 1 column 1: a configuration is an object with names, not a list.")]
    public void Read_OfABrokenFile_SaysWhere(string text, string problem)
    {
        var (_, problems) = Read(text);

        problems.ShouldHaveSingleItem().ShouldStartWith(problem, Case.Insensitive);
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
    public void Read_OfAKeyFileGivenForTheConfiguration_ShowsNoKey()
    {
        const string key = "0123456789abcdef0123456789abcdef";

        foreach (var text in new[] { key, $"{key}\n{key}", $"{key}=", $"{key} {key}", $"\"{key}\"", $"{key}:", $"[{key}" })
        {
            Read(text).Problems.ShouldHaveSingleItem().ShouldNotContain(key[..8]);
        }
    }

    [Fact]
    public void Read_OfKeys_LeavesPlaceholdersOutAndTakesEachOnce()
    {
        var (settings, problems) = Read("""
            { "sources": { "VirusTotal": { "apiKeys": ["xxxxxxxxxxxxxxxxxxxxxx", "abc123", "", "<your key>", "abc123", "YOUR_API_KEY", " def456 ", "..."] } } }
            """);

        problems.ShouldBeEmpty();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBe(["abc123", "def456"]);
    }

    [Fact]
    public void Read_OfASingleKey_TakesItForAListOfOne()
    {
        var (settings, problems) = Read("{}", ("IOCEXPLORER_sources__VirusTotal__apiKeys", "abc123"));

        problems.ShouldBeEmpty();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBe(["abc123"]);
    }

    [Fact]
    public void Read_OfAKeyFile_AddsItsKeysToTheOthers()
    {
        var (settings, problems) = Read(
            """{ "sources": { "VirusTotal": { "apiKeys": ["abc123"], "apiKeysFile": "secret.txt" } } }""",
            path =>
            {
                path.ShouldBe("/conf/secret.txt");
                return "# mine\r\nghi789\r\n\r\nabc123\r\n"u8.ToArray();
            });

        problems.ShouldBeEmpty();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBe(["abc123", "ghi789"]);
    }

    [Fact]
    public void Read_OfAKeyFileThatIsNotThere_SaysSo()
    {
        var (_, problems) = Read(
            "{}",
            path => throw new FileNotFoundException(path),
            ("IOCEXPLORER_sources__VirusTotal__apiKeysFile", "/run/secrets/vt"));

        problems.ShouldBe(
            ["environment variable IOCEXPLORER_sources__VirusTotal__apiKeysFile: sources.VirusTotal.apiKeysFile names the file /run/secrets/vt, which cannot "
                + "be read (it is not there)."]);
    }

    [Fact]
    public void Read_OfAKeyWithALineBreakInIt_RefusesWithoutShowingIt()
    {
        var (_, problems) = Read(
            """{ "sources": { "VirusTotal": { "apiKeys": ["secret\nsecret"], "apiKey": "secret", "quota": { "apiKeys": "secret" } } } }""");

        problems.Count.ShouldBe(3);
        problems.ShouldAllBe(p => !p.Contains("secret", StringComparison.Ordinal));
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

    [Fact]
    public void Read_OfTheFileThatComesWithTheProgram_GivesTheDefaults()
    {
        var path = Path.Combine(Testing.CheckoutFolder.Root, "hocon", "iocexplorer.conf");
        var loaded = SettingsLoader.Load(ProgramKind.Console, path, new Dictionary<string, string>(), RawSettings.None, "/home/ana");
        var bare = SettingsLoader.Load(ProgramKind.Console, null, new Dictionary<string, string>(), RawSettings.None, "/home/ana");

        loaded.Problems.ShouldBeEmpty();
        (loaded.Settings with { Sources = bare.Settings.Sources }).ShouldBeEquivalentTo(bare.Settings);
        foreach (var definition in loaded.Definitions.Where(d => d.Name is "VirusTotal" or "QiAnXin"))
        {
            var settings = loaded.Settings.Sources[definition.Name];
            settings.Enabled.ShouldBe(true);
            settings.BaseUrl.ShouldBeNull();
            settings.ApiKeys.ShouldBeEmpty();
            settings.MaxConcurrency.ShouldBe(definition.MaxConcurrency);
            QuotaWindow.All.ShouldAllBe(window => settings.Quota.GetValueOrDefault(window) == (definition.Quota[window] ?? 0));
            definition.Operations.Where(o => o is { Limit: not null, OnByDefault: true }).ShouldAllBe(o => o.Limit!.Default == settings.Limit);
            foreach (var (name, operation) in settings.Operations)
            {
                var query = definition.Operations.Single(o => o.Name == name).Query.ToDictionary();
                operation.Parameters.ShouldBe(query.Where(q => !q.Value.Contains('{', StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public void Read_OfTheFileThatComesWithTheProgram_FindsEverySettingInIt()
    {
        var path = Path.Combine(Testing.CheckoutFolder.Root, "hocon", "iocexplorer.conf");
        var written = HoconSettings.Flatten(HoconSettings.Resolve(File.ReadAllBytes(path), path, File.ReadAllBytes, new Dictionary<string, string>(), out _))
            .Select(setting => setting.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reader = new SettingsReader([], ProgramKind.Console, _ => []);
        reader.Read([.. SourceDefinitions.Load().Definitions.Select(SettingsLoader.Known)]);

        var further = SourceDefinitions.Load()
            .Definitions.SelectMany(d => d.Operations.Where(o => !o.OnByDefault).Select(o => $"sources.{d.Name}.operations.{o.Name}.")).ToList();

        var unlimited = QuotaWindow.All.Where(w => SourceDefinitions.Load().Definitions.Single(d => d.Name == "VirusTotal").Quota[w] is null)
            .Select(w => $"sources.VirusTotal.quota.{w.Setting}").ToList();

        // What VirusTotal shows can be set for every source; repeating it for each would bury the rest.
        reader.KnownNames.Where(k => !k.StartsWith("sources.", StringComparison.Ordinal)
                || k.StartsWith("sources.VirusTotal.", StringComparison.Ordinal)
                || k.StartsWith("sources.QiAnXin.operations.flint.", StringComparison.Ordinal))
            .Where(k => !written.Contains(k) && !unlimited.Contains(k) && !further.Exists(f => k.StartsWith(f, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static (AllSettings Settings, IReadOnlyList<string> Problems) Read(string json, params (string Name, string Value)[] variables) =>
        Read(json, path => throw new FileNotFoundException(path), variables);

    private static (AllSettings Settings, IReadOnlyList<string> Problems) Read(string json, Func<string, byte[]> readFile,
        params (string Name, string Value)[] variables)
    {
        var reader = new SettingsReader(
            [
                SettingsFile.Read("/conf/my.conf", _ => Encoding.UTF8.GetBytes(json), new Dictionary<string, string>()),
                EnvironmentSettings.Read(variables.ToDictionary(v => v.Name, v => v.Value), "/home/ana"),
            ],
            ProgramKind.Console,
            readFile);
        return (reader.Read(Known), reader.Problems);
    }

    private static string Nested(string path, string value) =>
        path.Split('.').Reverse().Aggregate($"\"{value}\"", (inner, name) => $"{{ \"{name}\": {inner} }}");

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
