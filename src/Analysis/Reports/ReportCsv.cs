using System.Globalization;
using IocExplorer.Analysis.Output;

namespace IocExplorer.Analysis.Reports;

/// <summary>A report as CSV, safe in a spreadsheet. Lists within a cell are separated by <c> | </c>.</summary>
public static class ReportCsv
{
    private const string Separator = " | ";

    /// <summary>A line a pivot, the best first.</summary>
    public static void WritePivots(HuntReport report, TextWriter writer)
    {
        writer.Write(CsvLine.Of(
            CsvLine.Apostrophe,
            "rank", "type", "value", "standing", "note", "seeds", "bound_seeds", "distance", "degree", "other_seeds",
            "score", "relations", "tags", "first_seeds"));
        for (var at = 0; at < report.Pivots.Count; at++)
        {
            var pivot = report.Pivots[at];
            writer.Write(CsvLine.Of(
                CsvLine.Apostrophe,
                Text(at + 1), pivot.Ioc.Type.Name(), pivot.Ioc.Value, PivotStandingNames.Name(pivot.Standing), pivot.Note ?? "",
                Text(pivot.Seeds), Text(pivot.BoundSeeds), Text(pivot.Distance), Text(pivot.Degree), Text(pivot.OtherSeeds),
                pivot.Score.ToString("0.####", CultureInfo.InvariantCulture),
                string.Join(Separator, pivot.Relations), string.Join(Separator, pivot.Tags.Select(tag => $"{tag.Name} ({tag.By})")),
                string.Join(Separator, pivot.FirstSeeds.Select(seed => seed.Ioc.Value))));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
