using IocExplorer.Messages;
using IocExplorer.Seed.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>What is asked, with what, and what is off and why.</summary>
internal static class SourcesScreen
{
    /// <summary>Two tables: the sources, and what each can be asked.</summary>
    public static IRenderable Table(IReadOnlyList<SourceStatus> sources)
    {
        var summary = new Table().Border(TableBorder.Ascii).AddColumns("source", "state", "key", "quota of each key");
        var operations = new Table().Border(TableBorder.Ascii).AddColumns("source", "operation", "state", "asked about", "relations");
        foreach (var source in sources)
        {
            summary.AddRow(
                TerminalText.Markup(source.Name),
                source.IsOn ? "on" : "off",
                KeyText(source),
                TerminalText.Markup(QuotaText(source)));
            foreach (var operation in source.Operations)
            {
                operations.AddRow(
                    TerminalText.Markup(source.Name),
                    TerminalText.Markup(operation.Name),
                    operation.WhyOff is null ? "on" : "off",
                    string.Join(", ", operation.Accepts.Select(t => t.Name())),
                    string.Join("\n", operation.Labels.Select(TerminalText.Markup)));
            }
        }

        return new Rows([summary, operations]);
    }

    /// <summary>
    /// One line for each source that the user has switched off, and for each quota that is taken for granted: it decides how long a run takes.
    /// </summary>
    public static IEnumerable<string> Remarks(IReadOnlyList<SourceStatus> sources) => sources
        .Where(s => s.IsDisabled)
        .Select(s => $"{s.Name} is off: sources.{s.Name}.enabled is false.")
        .Concat(NonCommercial(sources))
        .Concat(sources.Where(s => s is { IsOn: true, QuotaIsDefault: true, Keys: > 0, Quota.PerKey.IsUnlimited: false }).Select(QuotaRemark));

    /// <summary>What the sources that are on may be used for, where they say so.</summary>
    public static IEnumerable<string> Terms(IReadOnlyList<SourceStatus> sources) =>
        sources.Where(s => s is { IsOn: true, Terms: not null }).Select(s => $"Terms of {s.Name}: {s.Terms}");

    private static IEnumerable<string> NonCommercial(IReadOnlyList<SourceStatus> sources)
    {
        var names = sources.Where(s => s is { IsOn: true, NonCommercial: true }).Select(s => s.Name).ToList();
        return names.Count == 0 ? [] : [$"For non-commercial use only: {string.Join(", ", names)}. Otherwise set sources.NAME.enabled to false."];
    }

    /// <summary>The one line at the start of a run.</summary>
    /// <param name="relations">The user's own, if any.</param>
    public static string Asking(IReadOnlyList<SourceStatus> sources, int? relations)
    {
        List<string> on =
        [
            .. sources.Where(s => s.IsOn).Select(s =>
            {
                var keys = s.Keys > 1 ? $", {s.Keys} keys" : "";
                return $"{s.Name} ({Count(s.Operations.Count(o => o.WhyOff is null), "operation", "operations")}{keys})";
            }),
        ];
        if (relations is { } known)
        {
            on.Add($"{Count(known, "relation", "relations")} of your own");
        }

        return on.Count > 0
            ? $"Asking {string.Join(" and ", on)}."
            : "No source is on: every tree will be its seed alone. Set a key, or give relations of your own with --relations.";
    }

    private static string QuotaRemark(SourceStatus s) =>
        $"{s.Name}: taking the quota of a free key, {QuotaText(s)}. With another key set sources.{s.Name}.quota.";

    private static string KeyText(SourceStatus source) => (source.TakesKeys, source.Keys) switch
    {
        (false, _) => "none needed",
        (true, 0) => source.NeedsKey ? "not set" : "optional",
        (true, 1) => "set",
        (true, var keys) => $"{keys} set",
    };

    private static string QuotaText(SourceStatus source) => source.Quota.PerKey is { IsUnlimited: false } quota
        ? string.Join(", ", quota.Counts.Select(limit => $"{Number(limit.Count)} {limit.Window.Each}"))
        : "unlimited";
}
