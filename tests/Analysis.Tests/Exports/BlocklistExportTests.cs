using IocExplorer.Analysis.Exports;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

public sealed class BlocklistExportTests
{
    [Fact]
    public async Task Domains_AreSeedsAndKnownBadFirst_WithoutWhatIsNoIndicator()
    {
        using var output = new AsyncOnlyStream();
        var remarks = new List<string>();
        await HuntExports.Find("blocklist-domain")!.WriteAsync(TestHunt.Sample().Build(), output, remarks.Add, CancellationToken.None);

        System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n').ShouldBe(
        [
            "# IOC Explorer: 4 domains of hunt 7 (Test), submitted 2026-03-01T10:00:00Z, depth 3",
            "# TLP:AMBER",
            "# To be related to a seed is no proof: look at the second part before you block it.",
            "# 1 left out: internal or reserved.",
            "# 1 left out: known-good.",
            "# 1 left out: shared infrastructure.",
            "# 2 seeds and known-bad",
            "evil.example.com",
            "second.example.net",
            "# 2 others related to them",
            "other.example.org",
            "www.evil.example.com",
            "",
        ]);
        remarks.ShouldBe(["1 left out: internal or reserved.", "1 left out: known-good.", "1 left out: shared infrastructure."]);
    }

    [Fact]
    public async Task Addresses_ThatArePrivate_AreLeftOut()
    {
        var lines = await TestHunt.ExportAsync(TestHunt.Sample().Build(), "blocklist-ip");

        lines.ShouldContain("\n9.9.9.7\n");
        lines.ShouldNotContain("10.1.2.3");
    }

    [Theory]
    [InlineData(TagClass.Hosting, true)]
    [InlineData(TagClass.Scanner, false)]
    [InlineData(TagClass.Info, false)]
    public async Task AnIoc_WithATag_IsLeftOut_WhenItSaysThatOthersUseIt(TagClass tagClass, bool isLeftOut)
    {
        Tag bad = new("bad", TagClass.KnownBad, "list");
        var hunt = new TestHunt().Seed(TestHunt.Domain("a.example.com"))
            .Relate(TestHunt.Domain("a.example.com"), "x", TestHunt.Domain("b.example.com"), tags: [new("tag", tagClass, "list"), bad])
            .Build();

        (await TestHunt.ExportAsync(hunt, "blocklist-domain")).Contains("\nb.example.com\n", StringComparison.Ordinal).ShouldBe(!isLeftOut);
    }

    [Theory]
    [InlineData("blocklist-domain")]
    [InlineData("blocklist-url")]
    [InlineData("blocklist-email")]
    [InlineData("blocklist-file")]
    public async Task HostileValues_AreOneLineEach(string format)
    {
        var lines = (await TestHunt.ExportAsync(TestHunt.Hostile().Build(), format)).Split('\n');

        lines.ShouldAllBe(l => !l.Contains('\r', StringComparison.Ordinal));
        lines.Count(l => l.StartsWith('#')).ShouldBeLessThan(10);
    }
}
