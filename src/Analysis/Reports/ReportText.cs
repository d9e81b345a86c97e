using IocExplorer.Analysis.Output;
using IocExplorer.Analysis.Paths;

namespace IocExplorer.Analysis.Reports;

/// <summary>The top of a report for a terminal: plain text without colour, lines as long as their values are.</summary>
public static class ReportText
{
    private const int SeedsOfGroup = 5;
    private const int BindingsOfGroup = 3;

    /// <param name="top">Pivots and groups that are shown.</param>
    public static void Write(HuntReport report, TextWriter writer, int top)
    {
        writer.WriteLine($"{Count(report.Seeds, "seed")}, {Count(report.Iocs, "IOC")}, {Count(report.Relations, "relation")}; {Shared(report)}.");
        if (report.AsOf is { } asOf)
        {
            writer.WriteLine($"As of {asOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC; the hunt goes on.");
        }

        if (report.IncompleteSeeds > 0)
        {
            writer.WriteLine($"Queries of {Count(report.IncompleteSeeds, "tree")} were not answered: they may share more than is known.");
        }

        writer.WriteLine();
        Pivots(report, writer, top);
        writer.WriteLine();
        Groups(report, writer, top);
    }

    private static void Pivots(HuntReport report, TextWriter writer, int top)
    {
        if (report.Pivots.Count == 0)
        {
            writer.WriteLine("No IOC is shared by several seeds.");
            return;
        }

        var shown = Math.Min(top, report.Pivots.Count);
        writer.WriteLine($"Pivots, the best first ({shown:N0} of {report.SharedIocs.Sum(count => count.Pivots):N0})");
        for (var at = 0; at < shown; at++)
        {
            var pivot = report.Pivots[at];
            var distance = pivot.Distance == 0 ? "a seed itself" : $"from distance {pivot.Distance}";
            var (seeds, degree) = (Count(pivot.Seeds, "seed"), Count(pivot.Degree, "neighbour"));
            writer.WriteLine($"{at + 1,5}  {Value(pivot.Ioc)}  {seeds}, {distance}, {degree}{Beyond(report, pivot)}{Tags(pivot)}");
            if (pivot.Note is not null)
            {
                writer.WriteLine($"       ranks last: {SafeText.Of(pivot.Note)}");
            }

            if (pivot.Relations.Count > 0)
            {
                writer.WriteLine($"       {SafeText.Of(string.Join("; ", pivot.Relations))}");
            }
        }
    }

    private static void Groups(HuntReport report, TextWriter writer, int top)
    {
        if (report.Groups.Count == 0)
        {
            writer.WriteLine("No seeds hang together over a specific pivot.");
            return;
        }

        var shown = Math.Min(top, report.Groups.Count);
        writer.WriteLine($"Groups of seeds, the largest first ({shown:N0} of {report.Groups.Count:N0})");
        foreach (var group in report.Groups.Take(shown))
        {
            var more = group.BindingIocs > BindingsOfGroup ? $" and {group.BindingIocs - BindingsOfGroup:N0} more" : "";
            var bindings = string.Join(", ", group.Bindings.Take(BindingsOfGroup).Select(pivot => Value(pivot.Ioc)));
            writer.WriteLine($"{group.Number,5}  {Count(group.Seeds.Count, "seed")}, bound by {bindings}{more}");
            foreach (var seed in group.Seeds.Take(SeedsOfGroup))
            {
                writer.WriteLine($"       {Way(seed.Proof)}");
            }

            if (group.Seeds.Count > SeedsOfGroup)
            {
                writer.WriteLine($"       and {Count(group.Seeds.Count - SeedsOfGroup, "more seed")}");
            }
        }
    }

    private static string Way(IocPath path) =>
        string.Concat(path.Steps.Select(step => step.Relation is null ? Value(step.Ioc) : $" --[{SafeText.Of(step.Relation)}]-> {Value(step.Ioc)}"));

    private static string Shared(HuntReport report) => report.SharedIocs.Count == 0 ? "none shared"
        : "shared: " + string.Join(", ", report.SharedIocs.Select(count => $"{count.Pivots:N0} {count.Standing.Name()}"));

    private static string Beyond(HuntReport report, Pivot pivot) =>
        report.OtherSeeds == 0 ? "" : $"; {pivot.OtherSeeds:N0} of {Count(report.OtherSeeds, "seed")} of other hunts";

    private static string Tags(Pivot pivot) =>
        pivot.Tags.Count == 0 ? "" : $"  [{SafeText.Of(string.Join(", ", pivot.Tags.Select(tag => tag.Name).Distinct()))}]";

    private static string Value(Ioc ioc) => SafeText.Of(ioc.Value);

    private static string Count(long number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";
}
