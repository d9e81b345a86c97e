using System.Text.Json;

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
            await TestHunt.ExportAsync(hunt, "csv-nodes"), await TestHunt.ExportAsync(hunt, "csv-edges"), await TestHunt.ExportAsync(hunt, "csv-relations"),
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
            if (file.StartsWith("type,value,relation", StringComparison.Ordinal))
            {
                // Made for a program that reads it back, not to be looked at: its rows and formulas count alone.
                continue;
            }

            sheet.Select(row => string.Join('|', row.Select(cell => Bare(cell.Text))))
                .ShouldBe(rows.Select(row => string.Join('|', row.Select(Bare)).TrimEnd('|')));
        }
    }

    // Neither spaces nor what a file of a spreadsheet cannot hold.
    private static string Bare(string text) => string.Concat(
        text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\ufffd' or '\ufffe' or '\uffff' or '\ufeff')));
}
