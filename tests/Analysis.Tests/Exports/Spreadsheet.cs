using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace IocExplorer.Analysis.Tests.Exports;

/// <summary>Reads CSV with software that is not ours: LibreOffice, told to take for a formula whatever it can.</summary>
internal static class Spreadsheet
{
    // Comma, quotation mark, UTF-8, from the first line on, formulas evaluated.
    private const string AsCsv = "CSV:44,34,76,1,,0,false,false,,,,,true";

    private static readonly XNamespace s_table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace s_office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly TimeSpan s_safetyLimit = TimeSpan.FromMinutes(4);

    /// <returns>Of each file its rows, of each row its cells up to the last one that holds something.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<IReadOnlyList<Cell>>>> ReadAsync(params string[] files)
    {
        var folder = Directory.CreateTempSubdirectory("spreadsheet-test");
        try
        {
            var paths = files.Select((_, at) => Path.Combine(folder.FullName, $"{at}.csv")).ToList();
            for (var at = 0; at < files.Length; at++)
            {
                await File.WriteAllTextAsync(paths[at], files[at]);
            }

            await ConvertAsync(folder.FullName, paths);
            return [.. paths.Select(path => Rows(XDocument.Load(Path.ChangeExtension(path, ".fods"))))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ConvertAsync(string folder, List<string> paths)
    {
        var start = new ProcessStartInfo(
            "soffice",
            [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "fods", $"--infilter={AsCsv}", "--outdir", folder,
                .. paths])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_safetyLimit);
        process.ExitCode.ShouldBe(0, await printed + await errors);
    }

    private static List<IReadOnlyList<Cell>> Rows(XDocument document)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var row in document.Descendants(s_table + "table-row"))
        {
            List<Cell> cells =
                [.. row.Elements(s_table + "table-cell").SelectMany(cell => Enumerable.Repeat(Read(cell), Repeated(cell, "number-columns-repeated")))];
            cells = [.. cells.Take(1 + cells.FindLastIndex(cell => cell.Type is not null))];
            rows.AddRange(Enumerable.Repeat(cells, cells.Count == 0 ? 1 : Repeated(row, "number-rows-repeated")));
        }

        return [.. rows.Take(1 + rows.FindLastIndex(cells => cells.Count > 0))];
    }

    private static Cell Read(XElement cell) =>
        new((string?)cell.Attribute(s_office + "value-type"), cell.Value, cell.Attribute(s_table + "formula") is not null);

    private static int Repeated(XElement element, string attribute) =>
        (string?)element.Attribute(s_table + attribute) is { } text ? Math.Min(100, int.Parse(text, CultureInfo.InvariantCulture)) : 1;

    /// <param name="Type">Null for an empty cell.</param>
    /// <param name="Text">As it is shown; spaces are not kept.</param>
    internal sealed record Cell(string? Type, string Text, bool IsFormula);
}
