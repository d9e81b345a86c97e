using System.Text;
using System.Text.Json;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

/// <summary>What a spreadsheet makes of the CSV of a hunt whose every text is made to break it.</summary>
public sealed class SpreadsheetTests
{
    private const string Print = """
        import csv, io, json, sys
        for row in csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline=''), strict=True): print(json.dumps(row))
        """;

    [Fact]
    public async Task HostileValues_InASpreadsheet_AreTheTextsThatWereWritten_AndNoFormula()
    {
        var hunt = TestHunt.Hostile().Build();
        string[] files =
        [
            await TestHunt.ExportAsync(hunt, "csv-nodes"), await TestHunt.ExportAsync(hunt, "csv-edges"), await TestHunt.ExportAsync(hunt, "csv-relations"), await PivotsAsync(),
            "a\r\n=1+1\r\n",
        ];

        var sheets = await Spreadsheet.ReadAsync(files);

        sheets[^1][1][0].IsFormula.ShouldBeTrue("This spreadsheet evaluates nothing, and proves nothing.");
        foreach (var (file, sheet) in files.Zip(sheets).SkipLast(1))
        {
            var rows = (await Python.ReadAsync(Print, file)).Select(row => JsonSerializer.Deserialize<string[]>(row)!).ToList();
            rows.Count.ShouldBeGreaterThan(TestHunt.HostileTexts.Length / 2);
            sheet.Count.ShouldBe(rows.Count);
            sheet.SelectMany(row => row).ShouldAllBe(cell => !cell.IsFormula);
            sheet.Select(row => string.Join('|', row.Select(cell => Bare(cell.Text)))).ShouldBe(rows.Select(row => string.Join('|', row.Select(Bare)).TrimEnd('|')));
        }
    }

    private static async Task<string> PivotsAsync()
    {
        var trees = Enumerable.Range(1, 2).Select(number => TestHunt.HostileTexts.Where(text => text.Length < 100).Aggregate(
            new TreeBuilder(number, $"s{number}.example").Answer($"s{number}.example"),
            (tree, text) => tree.Node($"s{number}.example", $"{text} of", relation: text, tags: new Tag(text, TagClass.Info, text))).Build());
        var report = await HuntReports.BuildAsync(Trees.Async(trees), AsyncEnumerable.Empty<KeptKeys>(), new(), TestContext.Current.CancellationToken);
        using var writer = new StringWriter();
        ReportCsv.WritePivots(report, writer);

        // As it is written to a file: halves of surrogate pairs are replaced.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(writer.ToString()));
    }

    // Neither spaces nor what a file of a spreadsheet cannot hold.
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\ufffd' or '\ufffe' or '\uffff' or '\ufeff')));
}
