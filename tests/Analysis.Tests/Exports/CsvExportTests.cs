using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

public sealed class CsvExportTests
{
    private const string Read = """
        import csv, io, sys
        rows = list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline=''), strict=True))

        """;

    [Fact]
    public async Task Nodes_AreWrittenOnce_WithWhatAllTreesSay()
    {
        var lines = (await TestHunt.ExportAsync(TestHunt.Sample().Build(), "csv-nodes")).Split("\r\n");

        lines[0].ShouldBe("type,value,seed,level,seeds,expansion,sharing,tags");
        lines.ShouldContain("ip_address,9.9.9.7,no,1,2,depth-limit,amber,known-bad: malicious=9 (VirusTotal)");
        lines.ShouldContain("domain,second.example.net,yes,0,1,expanded,amber,");
        lines.Length.ShouldBe(15);
        lines[^1].ShouldBeEmpty();
    }

    [Fact]
    public async Task Edges_AreWrittenOnce_WithTheTimesOfAllTrees()
    {
        var lines = (await TestHunt.ExportAsync(TestHunt.Sample().Build(), "csv-edges")).Split("\r\n");

        const string Times = "2025-01-02T03:04:05Z,2025-02-03T04:05:06Z,2026-03-01T10:01:00Z";
        lines.ShouldContain($"ip_address,9.9.9.7,VT: ip to file,file,00000000000000000000000000000001,VirusTotal,operation,{Times},2,amber");
        lines.Length.ShouldBe(15);
    }

    [Fact]
    public async Task Relations_SaidByTwoSources_AreOneLine()
    {
        var hunt = new TestHunt().Seed(TestHunt.Domain("a.example"))
            .Relate(TestHunt.Domain("a.example"), "same", TestHunt.Domain("b.example"), "One")
            .Relate(TestHunt.Domain("a.example"), "same", TestHunt.Domain("b.example"), "Two")
            .Build();

        (await TestHunt.ExportAsync(hunt, "csv-relations")).ShouldBe("type,value,relation,type,value\r\ndomain,a.example,same,domain,b.example\r\n");
    }

    [Theory]
    [InlineData("csv-nodes", 8)]
    [InlineData("csv-edges", 12)]
    [InlineData("csv-relations", 5)]
    public async Task HostileValues_ReadByPython_AreOneRowEach_AndNoFormula(string format, int columns)
    {
        const string Count = """
            formulas = ('=', '+', '-', '@', '\t', '\r', '\uff1d')
            for row in rows: print(len(row), sum(f.startswith(formulas) for f in row), sum('\n' in f for f in row))
            """;

        var rows = await Python.ReadAsync(Read + Count, await TestHunt.ExportAsync(TestHunt.Hostile().Build(), format));

        rows.Length.ShouldBeGreaterThan(TestHunt.HostileTexts.Length);
        rows.Distinct().ShouldBe([$"{columns} 0 0"]);
    }

    [Fact]
    public async Task Values_ReadByPython_AreWhatTheyWere()
    {
        var hunt = new TestHunt().Seed(TestHunt.Domain("a.example"))
            .Relate(TestHunt.Domain("a.example"), "a, \"b\"; c", new(IocType.Url, "http://a.example/,'\"")).Build();

        var rows = await Python.ReadAsync(Read + "for row in rows: print(ascii(row))", await TestHunt.ExportAsync(hunt, "csv-relations"));

        rows[1].ShouldBe("""['domain', 'a.example', 'a, "b"; c', 'url', 'http://a.example/,\'"']""");
    }
}
