using System.Globalization;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Testing;

namespace IocExplorer.Tagging.Tests.Lists;

/// <summary>Published lists, read in place beside the checkout, against what is written down of them there.</summary>
public sealed class RecordedListsTests
{
    [Fact]
    public void Load_OfEveryRecordedList_ReadsAllThatIsInIt()
    {
        var sources = Sources();
        var loaded = TagLists.Load(new() { Paths = [Path.Combine(sources, "recorded", "misp-warninglists")], UseBuiltIn = false });
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(sources, "recorded", "expected.json")));

        loaded.Problems.ShouldBeEmpty();
        var recordings = expected.RootElement.EnumerateArray()
            .Where(r => r.GetProperty("file").GetString()!.StartsWith("misp-warninglists/", StringComparison.Ordinal)).ToList();
        recordings.ShouldNotBeEmpty();
        foreach (var recording in recordings)
        {
            var list = loaded.Tagger.Lists.Single(l => l.File.EndsWith(recording.GetProperty("file").GetString()!, StringComparison.Ordinal));
            var tags = recording.GetProperty("tags").EnumerateArray().Select(t => t.GetString()!).ToList();
            tags.ShouldContain($"name={list.Title}");
            tags.ShouldContain($"type={list.Type}");
            tags.ShouldContain($"version={list.Version}");
            tags.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"entries={list.Entries}"));
        }
    }

    [Theory]
    [InlineData(IocType.IpAddress, "104.16.1.1", "CDN Cloudflare")]
    [InlineData(IocType.IpAddress, "2606:4700::1", "CDN Cloudflare")]
    [InlineData(IocType.IpAddress, "104.32.0.0", "")]
    [InlineData(IocType.Email, "abuse@registrar.example", "contact address")]
    [InlineData(IocType.Email, "sales@registrar.example", "")]
    [InlineData(IocType.Domain, "ns1.bodis.com", "parking name server")]
    [InlineData(IocType.Domain, "example.com", "special use")]
    [InlineData(IocType.Domain, "www.example.com", "")]
    public void AddTags_ByRecordedLists_IsAsTheyMeanIt(IocType type, string value, string expected)
    {
        var loaded = TagLists.Load(new() { Paths = [Path.Combine(Sources(), "recorded", "misp-warninglists")], UseBuiltIn = false });

        string.Join(' ', ListFolder.TagsOf(loaded.Tagger, type, value).Select(t => t.Name)).ShouldBe(expected);
    }

    private static string Sources()
    {
        if (CheckoutFolder.Recordings is { } recordings)
        {
            return Path.Combine(recordings, "sources");
        }

        Assert.SkipUnless(CheckoutFolder.RecordingsAreRequired, "The recorded lists are not beside this checkout.");
        throw new InvalidOperationException($"The recorded lists are missing beside {CheckoutFolder.Root}.");
    }
}
