using System.Text;
using System.Text.Json;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Output;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Reports;

public sealed class ReportWritersTests
{
    [Fact]
    public async Task Text_ShowsTheTopOfPivotsAndGroups()
    {
        using var writer = new StringWriter { NewLine = "\n" };

        ReportText.Write(await ReportAsync(), writer, 10);

        writer.ToString().ShouldBe("""
            2 seeds, 4 IOCs, 4 relations; shared: 1 specific, 1 known-good.

            Pivots, the best first (2 of 2)
                1  203.0.113.1  2 seeds, from distance 1, 2 neighbours
                   =cmd: \u{1b}[31m
                2  198.51.100.1  2 seeds, from distance 1, 2 neighbours  [@good]
                   ranks last: known to be good
                   Src: related

            Groups of seeds, the largest first (1 of 1)
                1  2 seeds, bound by 203.0.113.1
                   one.example --[=cmd: \u{1b}[31m]-> 203.0.113.1
                   two.example --[=cmd: \u{1b}[31m]-> 203.0.113.1

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Writers_OfAReportWithOtherHunts_SayHowCommonAPivotIsThere()
    {
        var other = TreeKeys.Of(Tree(1, "other.example", "x"));
        var report = await HuntReports.BuildAsync(
            Trees.Async(Tree(1, "one.example", "x"), Tree(2, "two.example", "x")), new[] { new KeptKeys(1, 1, other) }.ToAsyncEnumerable(), new(),
            TestContext.Current.CancellationToken);
        using var text = new StringWriter { NewLine = "\n" };
        using var csv = new StringWriter();
        using var json = new MemoryStream();

        ReportText.Write(report, text, 10);
        ReportCsv.WritePivots(report, csv);
        JsonSerializer.Serialize(json, report, AnalysisJson.Default.HuntReport);

        text.ToString().ShouldContain("203.0.113.1  2 seeds, from distance 1, 2 neighbours; 1 of 1 seed of other hunts\n");
        csv.ToString().ShouldContain("1,ip_address,203.0.113.1,specific,,2,2,1,2,1,0.7381,");
        using var document = JsonDocument.Parse(json.ToArray());
        document.RootElement.GetProperty("otherSeeds").GetInt32().ShouldBe(1);
        document.RootElement.GetProperty("pivots")[0].GetProperty("otherSeeds").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Json_IsReadBackAsTheSame()
    {
        var report = await ReportAsync();
        using var stream = new MemoryStream();

        JsonSerializer.Serialize(stream, report, AnalysisJson.Default.HuntReport);

        using var json = JsonDocument.Parse(stream.ToArray());
        json.RootElement.GetProperty("pivots")[0].GetProperty("ioc").GetProperty("type").GetString().ShouldBe("ip_address");
        json.RootElement.GetProperty("pivots")[1].GetProperty("standing").GetString().ShouldBe("KnownGood");
        var again = JsonSerializer.Deserialize(stream.ToArray(), AnalysisJson.Default.HuntReport)!;
        using var twice = new MemoryStream();
        JsonSerializer.Serialize(twice, again, AnalysisJson.Default.HuntReport);
        Encoding.UTF8.GetString(twice.ToArray()).ShouldBe(Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Csv_HasALineAPivot_AndNothingThatASpreadsheetRuns()
    {
        var report = await ReportAsync();
        using var pivots = new StringWriter();

        ReportCsv.WritePivots(report, pivots);

        pivots.ToString().ShouldBe(
            "rank,type,value,standing,note,seeds,bound_seeds,distance,degree,other_seeds,score,relations,tags,first_seeds\r\n"
            + "1,ip_address,203.0.113.1,specific,,2,2,1,2,0,2,\"'=cmd: \u001b[31m\",,one.example | two.example\r\n"
            + "2,ip_address,198.51.100.1,known-good,known to be good,2,2,1,2,0,0.5,Src: related,\"'@good (list)\",one.example | two.example\r\n");
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\uff1d1", "\"'\uff1d1\"")]
    [InlineData("say \"a\", b", "\"say \"\"a\"\", b\"")]
    [InlineData("a;=1", "\"a;=1\"")]
    public void CsvLine_OfACell_IsTextAndNothingElse(string text, string cell) =>
        CsvLine.Of(CsvLine.Apostrophe, text, "").ShouldBe(cell + ",\r\n");

    [Fact]
    public async Task AllWriters_TakeHalvesOfSurrogatePairs()
    {
        var report = await HuntReports.BuildAsync(Trees.Async(Tree(1, "one.example", "half \ud83d"), Tree(2, "two.example", "\udca9")),
            AsyncEnumerable.Empty<KeptKeys>(), new(), TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        using var writer = new StringWriter { NewLine = "\n" };

        JsonSerializer.Serialize(stream, report, AnalysisJson.Default.HuntReport);
        ReportText.Write(report, writer, 10);

        JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("pivots")[0].GetProperty("relations").GetArrayLength().ShouldBe(2);
        writer.ToString().ShouldContain("half \ufffd; \ufffd");
    }

    private static IocExplorer.Analysis.Records.TreeRecord Tree(int number, string seed, string relation) => new TreeBuilder(number, seed).Answer(seed)
        .Node(seed, "203.0.113.1", relation: relation).Node(seed, "198.51.100.1", tags: new Tag("@good", TagClass.KnownGood, "list")).Build();

    private static Task<HuntReport> ReportAsync() => HuntReports.BuildAsync(
        Trees.Async(Tree(1, "one.example", "=cmd: \u001b[31m"), Tree(2, "two.example", "=cmd: \u001b[31m")), AsyncEnumerable.Empty<KeptKeys>(), new(),
        TestContext.Current.CancellationToken);
}
