using static IocExplorer.Workers.Tests.Configuration.WrittenSettings;

namespace IocExplorer.Workers.Tests.Configuration;

public sealed class SettingsProblemsTests
{
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
}
