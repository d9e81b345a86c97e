using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Rdap;

namespace IocExplorer.Workers.Tests.Rdap;

/// <summary>Real answers of registries, read in place.</summary>
public sealed class RecordedRdapTests
{
    [Fact]
    public void EveryRecordedAnswer_IsReadAsItIsMeant()
    {
        var expected = Expected();
        var answers = 0;

        foreach (var entry in expected.Where(entry => entry.GetProperty("seed").ValueKind == JsonValueKind.Array))
        {
            var seed = entry.GetProperty("seed");
            var ioc = new Ioc(seed[0].GetString() == "domain" ? IocType.Domain : IocType.IpAddress, seed[1].GetString()!);
            RdapSelection[] wanted = ioc.Type == IocType.Domain ? [RdapSelection.Contacts, RdapSelection.NameServers] : [RdapSelection.Network];
            var pages = wanted.Select(what => RdapAnswerReader
                .Read(entry.GetProperty("http_status").GetInt32(), Body(entry), ioc, what, "label", 64).ShouldBeOfType<PageOutcome.Page>());
            var found = pages.SelectMany(page => page.Relations).Select(relation => relation.Target).ToList();

            Iocs(entry, "pivots").ShouldBeSubsetOf(found);
            found.ShouldBeSubsetOf([.. Iocs(entry, "pivots"), .. Iocs(entry, "optional")]);
            foreach (var not in entry.GetProperty("must_not").EnumerateArray())
            {
                found.ShouldNotContain(ioc => not.GetString()!.StartsWith(ioc.Value, StringComparison.Ordinal));
            }

            answers++;
        }

        answers.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void EveryRecordedBootstrapFile_NamesRegistries()
    {
        var files = Expected().Where(entry => entry.GetProperty("file").GetString()!.Contains("bootstrap", StringComparison.Ordinal)).ToList();

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(entry => RdapRegistries.Read(Body(entry)) != null);
    }

    private static List<JsonElement> Expected()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), "expected.json")));
        return [.. document.RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("file").GetString()!.StartsWith("rdap/", StringComparison.Ordinal))
            .Select(entry => entry.Clone())];
    }

    private static byte[] Body(JsonElement entry) => File.ReadAllBytes(Path.Combine(Folder(), entry.GetProperty("file").GetString()!));

    private static IEnumerable<Ioc> Iocs(JsonElement entry, string list) => entry.GetProperty(list).EnumerateArray().Select(pivot =>
    {
        IocParser.TryParse(pivot.GetProperty("value").GetString()!, out var ioc, out _).ShouldBeTrue();
        return ioc;
    });

    private static string Folder()
    {
        if (CheckoutFolder.Recordings is { } recordings)
        {
            return Path.Combine(recordings, "sources", "recorded");
        }

        Assert.SkipUnless(CheckoutFolder.RecordingsAreRequired, "The recorded answers are not beside this checkout.");
        throw new InvalidOperationException($"The recorded answers are missing beside {CheckoutFolder.Root}.");
    }
}
