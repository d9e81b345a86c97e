using System.Text;
using static IocExplorer.Workers.Tests.Configuration.WrittenSettings;

namespace IocExplorer.Workers.Tests.Configuration;

public sealed class ApiKeySettingsTests
{
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

    [Theory]
    [InlineData("\"abc123\"", "abc123")]
    [InlineData("'abc123'", "abc123")]
    [InlineData("\" abc123 \"", "abc123")]
    [InlineData("\"abc123", "\"abc123")]
    [InlineData("'abc123\"", "'abc123\"")]
    public void Read_OfAKeyInQuotes_TakesWhatStandsWithin(string written, string key)
    {
        var (settings, problems) = Read("{}", ("IOCEXPLORER_sources__VirusTotal__apiKeys", written));

        problems.ShouldBeEmpty();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBe([key]);
    }

    [Theory]
    [InlineData("\"xxxxxxxx\"")]
    [InlineData("\"\"")]
    [InlineData("'<your key>'")]
    public void Read_OfAPlaceholderInQuotes_IsNoKey(string written)
    {
        var (settings, problems) = Read("{}", ("IOCEXPLORER_sources__VirusTotal__apiKeys", written));

        problems.ShouldBeEmpty();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBeEmpty();
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
    public void Read_OfAKeyFileInUtf16_AsWindowsSavesUnicode_TakesItsKeys()
    {
        var (settings, problems) = Read(
            "{}",
            _ => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("abc123\r\n")],
            ("IOCEXPLORER_sources__VirusTotal__apiKeysFile", "/run/secrets/vt"));

        problems.ShouldBeEmpty();
        settings.Sources["VirusTotal"].ApiKeys.ShouldBe(["abc123"]);
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
}
