using System.Globalization;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Progress;
using Spectre.Console;
using Spectre.Console.Rendering;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>How a run stands: one line for logs, or a small table that is painted over and over.</summary>
internal static class ProgressScreen
{
    // A shorter wait is normal with a quota per minute.
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(2);

    public static string Line(RunProgress run)
    {
        var sources = run.Sources.Where(s => s.Open > 0 || s.Progress.Requests > 0).Select(s => SourceText(s, run.Now));
        return string.Join("; ", [Counts(run), .. sources, .. Left(run)]);
    }

    public static IRenderable Table(RunProgress run)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(
            new TableColumn("[grey]source[/]"),
            new TableColumn("[grey]waiting[/]").RightAligned(),
            new TableColumn("[grey]under way[/]").RightAligned(),
            new TableColumn("[grey]requests[/]").RightAligned(),
            new TableColumn("[grey]a minute[/]").RightAligned(),
            new TableColumn("[grey]quota left[/]"),
            new TableColumn("[grey]now[/]"));
        foreach (var line in run.Sources)
        {
            table.AddRow(
                TerminalText.Markup(line.Progress.Source),
                Number(Math.Max(0, line.Open - line.Progress.InFlight)),
                Number(line.Progress.InFlight),
                Number(line.Progress.Requests),
                Rate(line.PerMinute),
                QuotaLeft(line) is { Length: > 0 } left ? left : "-",
                TerminalText.Markup(Now(line, run.Now)));
        }

        var text = new Text(string.Join("; ", [Counts(run), .. Left(run)]));
        return new ProgressPicture(new Rows(text, table), text);
    }

    /// <summary>
    /// One line when a source will not be asked for long; null while it works, waits only a moment, or no query waits for it.
    /// </summary>
    /// <param name="advice">What to do meanwhile: sentences.</param>
    public static string? LongWait(SourceLine line, DateTimeOffset now, string advice) =>
        line is { Open: > 0, Progress.WaitingUntil: { } until } && until - now >= WorthTelling
            ? $"{line.Progress.Source} waits until {until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"
                + $" (another {Duration.Text(until - now)}): {line.Progress.Waiting}. {advice}"
            : null;

    private static string Counts(RunProgress run)
    {
        var failed = run.Counters.NotAnswered > 0 ? $", {Number(run.Counters.NotAnswered)} without an answer" : "";
        return $"{Clock(run.Elapsed)}  {Number(run.Counters.TreesDone)} of {Number(run.Trees)} trees;"
            + $" {Number(run.Counters.Asked)} queries, {Number(run.Counters.Answered)} answered{failed}";
    }

    private static IEnumerable<string> Left(RunProgress run) =>
        run.TimeLeft is { } left ? [$"{(left.IsEstimate ? "about" : "at least")} {Duration.Text(left.AtLeast)} to go ({left.Why})"] : [];

    private static string SourceText(SourceLine line, DateTimeOffset now)
    {
        var quota = QuotaLeft(line) is { Length: > 0 } left ? $", {left} left" : "";
        var waits = line is { Open: > 0, Progress.Waiting: not null } ? $" (now: {Now(line, now)})" : "";
        return $"{line.Progress.Source} {Rate(line.PerMinute)}/min{quota}{waits}";
    }

    private static string QuotaLeft(SourceLine line) =>
        string.Join(", ", line.Progress.Left.Counts.Select(left => $"{Number(left.Count)} {left.Window.Current}"));

    private static string Now(SourceLine line, DateTimeOffset now) => (line.Progress.Waiting, line.Progress.WaitingUntil) switch
    {
        (null, _) => line.Open > 0 ? "asking" : "",
        ({ } why, { } until) when until > now => $"{why}, {Duration.Text(until - now)}",
        ({ } why, _) => why,
    };

    private static string Rate(double perMinute) => perMinute.ToString(perMinute is > 0 and < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan elapsed) => elapsed.ToString(elapsed.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
