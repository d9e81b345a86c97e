using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Exports.Page;

namespace IocExplorer.Analysis.Tests.Exports;

public sealed partial class PageExportTests
{
    [Fact]
    public async Task Page_OfHostileValues_HoldsItsOwnElementsAlone()
    {
        const string Program = """
            import collections, html.parser, sys
            class Reader(html.parser.HTMLParser):
                def __init__(self):
                    super().__init__()
                    self.tags = collections.Counter()
                    self.bad = []
                def handle_starttag(self, tag, attrs):
                    self.tags[tag] += 1
                    self.bad += [a for a, v in attrs if a.startswith('on') or a in ('src', 'href', 'style', 'action', 'srcdoc')]
            reader = Reader()
            reader.feed(sys.stdin.read())
            print(sorted(reader.tags.items()), reader.bad)
            """;
        var sample = await TestHunt.ExportAsync(TestHunt.Sample().Build(), "html");
        var hostile = await TestHunt.ExportAsync(TestHunt.Hostile().Build(), "html");

        var found = await Python.ReadAsync(Program, hostile);

        found.ShouldBe(await Python.ReadAsync(Program, sample));
        found.Single().ShouldContain("('script', 2), ('section', 3)");
        found.Single().ShouldEndWith("[]");
        hostile.ShouldNotContain("alert(1)<");
    }

    [Fact]
    public async Task Policy_AllowsTheBuiltInScriptAndStyleAlone()
    {
        var page = await TestHunt.ExportAsync(TestHunt.Hostile().Build(), "html");

        var policy = Policy().Match(page).Groups[1].Value;

        var script = HashOf(Script().Match(page).Groups[1].Value);
        var style = HashOf(Style().Match(page).Groups[1].Value);
        policy.ShouldBe($"default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'");
        PageParts.Script.ShouldNotContain("innerHTML");
        PageParts.Script.ShouldNotContain("document.write");
        PageParts.Script.ShouldNotContain("</");
        PageParts.Style.ShouldNotContain("url(");
    }

    [Fact]
    public async Task Data_IsTheGraph()
    {
        using var data = DataOf(await TestHunt.ExportAsync(TestHunt.Sample().Build(), "html"));
        var root = data.RootElement;

        root.GetProperty("title").GetString().ShouldBe("IOC Explorer hunt 7: Test");
        root.GetProperty("about").GetString().ShouldBe("Submitted 2026-03-01T10:00:00Z, 2 seeds, depth 3, TLP:AMBER");
        root.GetProperty("cut").GetString().ShouldBeEmpty();
        root.GetProperty("nodes").GetArrayLength().ShouldBe(13);
        root.GetProperty("edges").GetArrayLength().ShouldBe(13);
        var address = root.GetProperty("nodes").EnumerateArray().Single(n => n[1].GetString() == "9.9.9.7");
        address[3].GetInt32().ShouldBe(2);
        var tag = root.GetProperty("tags")[address[4][0].GetInt32()];
        tag[0].GetString().ShouldBe("malicious=9");
        root.GetProperty("classes")[tag[1].GetInt32()].GetString().ShouldBe("known-bad");
    }

    [Fact]
    public async Task AHunt_LargerThanAPage_ShowsWhatJoinsItsSeedsFirst_AndSaysSo()
    {
        using var output = new AsyncOnlyStream();

        var remarks = new List<string>();
        await new PageExport(100, 90).WriteAsync(
            Large(),
            output,
            remark =>
            {
                output.Length.ShouldBe(0);
                remarks.Add(remark);
            },
            CancellationToken.None);

        using var data = DataOf(Encoding.UTF8.GetString(output.ToArray()));
        var values = data.RootElement.GetProperty("nodes").EnumerateArray().Select(n => n[1].GetString()!).ToList();
        var reached = data.RootElement.GetProperty("edges").EnumerateArray().Select(e => e[1].GetInt32()).ToHashSet();
        values.Count.ShouldBe(100);
        values.ShouldContain("9.9.9.9");
        values.Count(v => v.StartsWith("via", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(20);
        values.ShouldContain("seed0.example.com");
        values.Where((v, i) => !v.StartsWith("seed", StringComparison.Ordinal) && !reached.Contains(i)).ShouldBeEmpty();
        data.RootElement.GetProperty("edges").GetArrayLength().ShouldBeLessThanOrEqualTo(90);
        remarks.ShouldBe([data.RootElement.GetProperty("cut").GetString()!]);
        remarks[0].ShouldStartWith($"The hunt is larger than a page: 100 of 1,081 IOCs and {data.RootElement.GetProperty("edges").GetArrayLength()} of ");
    }

    // The seeds have one address in common, behind a domain of each; all else is of one seed.
    private static ExportedHunt Large()
    {
        var hunt = new TestHunt();
        for (var i = 0; i < 40; i++)
        {
            var seed = TestHunt.Domain($"seed{i}.example.com");
            hunt.Seed(seed);
            for (var k = 0; k < 25; k++)
            {
                hunt.Relate(seed, "x", TestHunt.Domain($"own{i}-{k}.example.com"));
            }

            hunt.Relate(seed, "x", TestHunt.Domain($"via{i}.example.com"));
            hunt.Relate(TestHunt.Domain($"via{i}.example.com"), "x", TestHunt.Ip("9.9.9.9"));
        }

        return hunt.Build();
    }

    private static JsonDocument DataOf(string page) => JsonDocument.Parse(Data().Match(page).Groups[1].Value);

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline, 5000)]
    private static partial Regex Data();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline, 5000)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline, 5000)]
    private static partial Regex Style();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"", RegexOptions.None, 5000)]
    private static partial Regex Policy();
}
