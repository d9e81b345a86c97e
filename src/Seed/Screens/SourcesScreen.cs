using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Settings;
using Spectre.Console;
using Spectre.Console.Rendering;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>What is asked, with what, and what is off and why; never a key.</summary>
/// <param name="sources">In tree order.</param>
/// <param name="settings">By source name; a source that is off does not tell its keys itself.</param>
internal sealed class SourcesScreen(IReadOnlyList<ConfiguredSource> sources, IReadOnlyDictionary<string, SourceSettings> settings)
{
    private IEnumerable<ConfiguredSource> On => sources.Where(s => s.IsOn);

    /// <summary>Two tables: the sources, and what each can be asked.</summary>
    public IRenderable Table()
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
            foreach (var operation in source.Definition.Operations)
            {
                operations.AddRow(
                    TerminalText.Markup(source.Name),
                    TerminalText.Markup(operation.Name),
                    source.Off.Any(off => off.Name == operation.Name) ? "off" : "on",
                    string.Join(", ", operation.Accepts.Select(t => t.Name())),
                    string.Join("\n", operation.Relations.Select(r => TerminalText.Markup(r.Label)).Distinct()));
            }
        }

        return new Rows([summary, operations]);
    }

    /// <summary>
    /// One line for each source that the user has switched off, and for each quota that is taken for granted: it decides how long a run takes.
    /// </summary>
    public IEnumerable<string> Remarks() => sources
        .Where(s => settings.GetValueOrDefault(s.Name)?.Enabled == false)
        .Select(s => $"{s.Name} is off: sources.{s.Name}.enabled is false.")
        .Concat(NonCommercial())
        .Concat(On.Where(s => s.Quota == s.Definition.Quota && KeysOf(s) > 0 && !s.Quota.IsUnlimited).Select(QuotaRemark));

    /// <summary>What the sources that are on may be used for, where they say so.</summary>
    public IEnumerable<string> Terms() => On.Where(s => s.Definition.Terms is not null).Select(s => $"Terms of {s.Name}: {s.Definition.Terms}");

    /// <summary>The one line at the start of a run.</summary>
    /// <param name="relations">The user's own, if any.</param>
    public string Asking(int? relations)
    {
        List<string> on = [.. On.Select(s => $"{s.Name} ({Count(s.Operations.Count, "operation", "operations")}{MoreKeys(s)})")];
        if (relations is { } known)
        {
            on.Add($"{Count(known, "relation", "relations")} of your own");
        }

        return on.Count > 0
            ? $"Asking {string.Join(" and ", on)}."
            : "No source is on: every tree will be its seed alone. Set a key, or give relations of your own with --relations.";
    }

    private IEnumerable<string> NonCommercial()
    {
        var names = On.Where(s => s.Definition.NonCommercial).Select(s => s.Name).ToList();
        return names.Count == 0 ? [] : [$"For non-commercial use only: {string.Join(", ", names)}. Otherwise set sources.NAME.enabled to false."];
    }

    private int KeysOf(ConfiguredSource source) => settings.GetValueOrDefault(source.Name)?.ApiKeys.Count ?? 0;

    private string MoreKeys(ConfiguredSource source) => KeysOf(source) is > 1 and var keys ? $", {keys} keys" : "";

    private static string QuotaRemark(ConfiguredSource source) =>
        $"{source.Name}: taking the quota of a free key, {QuotaText(source)}. With another key set sources.{source.Name}.quota.";

    private string KeyText(ConfiguredSource source) => (source.Definition.Key, KeysOf(source)) switch
    {
        (null, _) => "none needed",
        ({ IsNeeded: true }, 0) => "not set",
        (_, 0) => "optional",
        (_, 1) => "set",
        (_, var keys) => $"{keys} set",
    };

    private static string QuotaText(ConfiguredSource source) => source.Quota.IsUnlimited
        ? "unlimited"
        : string.Join(", ", source.Quota.Counts.Select(limit => $"{Number(limit.Count)} {limit.Window.Each}"));
}
