using IocExplorer.Analysis.Output;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Paths;

/// <summary>Where an IOC comes from, or why it is not there, for a terminal: plain text without colour.</summary>
public static class PathText
{
    /// <param name="now">Ages of answers are counted to it.</param>
    public static void Write(WhyAnswer answer, TextWriter writer, DateTimeOffset now)
    {
        if (answer.Trees == 0)
        {
            writer.WriteLine($"{Value(answer.Ioc)} stands in no tree of the hunt.");
            return;
        }

        writer.WriteLine($"{Value(answer.Ioc)} stands in {answer.Trees:N0} {(answer.Trees == 1 ? "tree" : "trees")} of the hunt.");
        foreach (var path in answer.Paths)
        {
            writer.WriteLine();
            Write(path, writer, now);
        }

        if (answer.Trees > answer.Paths.Count)
        {
            writer.WriteLine();
            writer.WriteLine($"{answer.Trees - answer.Paths.Count:N0} more, no nearer to their seeds.");
        }
    }

    /// <param name="now">Ages of answers are counted to it.</param>
    public static void Write(Explanation explanation, TextWriter writer, DateTimeOffset now)
    {
        if (explanation.Path is { } path)
        {
            writer.WriteLine($"The tree of {Value(explanation.Seed)} has {Value(explanation.Ioc)}.");
            Write(path, writer, now);
            return;
        }

        writer.WriteLine($"The tree of {Value(explanation.Seed)} does not have {Value(explanation.Ioc)}.");
        foreach (var reason in explanation.Reasons)
        {
            writer.WriteLine($"  {AbsenceText.Of(reason)}");
        }
    }

    internal static string Value(Ioc ioc) => SafeText.Of(ioc.Value);

    private static void Write(IocPath path, TextWriter writer, DateTimeOffset now)
    {
        writer.WriteLine($"  seed {path.SeedNumber}: {Value(path.Seed)}");
        foreach (var step in path.Steps.Skip(1))
        {
            writer.WriteLine($"    {SafeText.Of(step.Relation ?? "")}: {Value(step.Ioc)}");
            writer.WriteLine($"      by {SafeText.Of(step.Source ?? "?")} {SafeText.Of(step.Operation ?? "")}{Asked(step.At, now)}{Seen(step.Seen)}");
        }

        var last = path.Steps[^1];
        writer.WriteLine($"    {Expansion(last.Expansion)}{(last.Reason is null ? "" : ": " + SafeText.Of(last.Reason))}");
    }

    private static string Asked(DateTimeOffset? at, DateTimeOffset now) =>
        at is { } asked ? $", asked {asked.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({Age(now - asked)} ago)" : "";

    private static string Seen(Seen seen) => (seen.First, seen.Last) switch
    {
        ({ } first, { } last) => $", seen {first.UtcDateTime:yyyy-MM-dd} to {last.UtcDateTime:yyyy-MM-dd}",
        ({ } first, null) => $", seen from {first.UtcDateTime:yyyy-MM-dd}",
        (null, { } last) => $", last seen {last.UtcDateTime:yyyy-MM-dd}",
        _ => "",
    };

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{Math.Floor(age.TotalDays)} days",
        { TotalHours: >= 2 } => $"{Math.Floor(age.TotalHours)} hours",
        _ => $"{Math.Max(0, Math.Floor(age.TotalMinutes))} minutes",
    };

    private static string Expansion(NodeExpansion expansion) => expansion switch
    {
        NodeExpansion.Expanded => "asked about, in this tree",
        NodeExpansion.Repeated => "asked about, at an earlier place of this tree",
        NodeExpansion.DepthLimit => "not asked about: at the depth limit",
        NodeExpansion.Parked => "not asked about: parked as noise",
        NodeExpansion.Internal => "external sources did not receive it",
        NodeExpansion.ShownOnly => "not asked about: URLs are shown only",
        _ => "not asked about: no operation of the hunt takes its type",
    };
}
