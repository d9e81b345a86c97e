using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>All sources as they are configured for a run, in tree order.</summary>
public sealed class SourceCatalogue
{
    private const string NoKey = "no API key is set";

    /// <summary>Those that are off as well.</summary>
    public required IReadOnlyList<ConfiguredSource> Sources { get; init; }

    /// <summary>Every operation that is asked.</summary>
    public required IReadOnlyList<SourceOperation> InTreeOrder { get; init; }

    /// <summary>A line for each source that is off in whole or in part. An error is an impossible setting: the run should not start.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>Puts definitions and settings together.</summary>
    /// <param name="definitions">In tree order.</param>
    /// <param name="settings">By source name, upper and lower case alike. A source without settings is as its definition says.</param>
    /// <param name="defaults">For all sources; null: as usual.</param>
    public static SourceCatalogue Build(
        IReadOnlyList<SourceDefinition> definitions,
        IReadOnlyDictionary<string, SourceSettings> settings,
        ResilienceSettings resilience,
        SourceDefaults? defaults = null)
    {
        var notices = new List<Notice>();
        var names = definitions.Select(d => d.Name).ToList();
        foreach (var unknown in settings.Keys.Where(k => !names.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            notices.Add(new(IsError: true, $"There is no source \"{unknown}\"{NearestName.Hint(unknown, names)}."));
        }

        var sources = definitions
            .Select(d => Configure(
                d,
                settings.FirstOrDefault(s => s.Key.Equals(d.Name, StringComparison.OrdinalIgnoreCase)).Value ?? new(),
                resilience,
                defaults ?? new(),
                notices))
            .ToList();
        if (defaults is not { DefaultSources: false } && FreeKeys(sources) is { } line)
        {
            notices.Add(new(IsError: false, line));
        }

        var order = TreeOrder.Of(definitions).ToList();
        return new()
        {
            Sources = sources,
            Notices = notices,
            InTreeOrder = [.. sources.SelectMany(s => s.Operations).OrderBy(o => order.IndexOf((o.Operation.Source, o.Operation.Name)))],
        };
    }

    private static ConfiguredSource Configure(
        SourceDefinition definition, SourceSettings settings, ResilienceSettings resilience, SourceDefaults defaults, List<Notice> notices)
    {
        var errors = ErrorsIn(definition, settings).ToList();
        var operations = new List<SourceOperation>();
        var off = new List<OperationOff>();
        var clearedFor = settings.ClearedFor ?? definition.ClearedFor ?? defaults.ClearedFor;
        foreach (var wanted in definition.Operations)
        {
            if (GetOffReason(definition, wanted, settings, defaults) is { } notAsked)
            {
                off.Add(notAsked);
            }
            else if (!SourceOperation.TryCreate(definition, wanted, settings, resilience, out var operation, out var reason, clearedFor))
            {
                off.Add(reason);
            }
            else if (operation.NeedsKey && settings.ApiKeys.Count == 0)
            {
                off.Add(new(wanted.Name, NoKey, IsError: false) { IsUsual = definition.FreeKey && settings.Enabled != true });
            }
            else
            {
                operations.Add(operation);
            }
        }

        errors.AddRange(off.Where(o => o.IsError).Select(o => $"{o.Name}: {o.Reason}"));
        notices.AddRange(errors.Select(m => new Notice(IsError: true, $"{definition.Name}: {m}.")));
        if (settings.Enabled != false && OffLine(definition, operations.Count == 0, [.. off.Where(o => o is { IsError: false, IsUsual: false })]) is { } line)
        {
            notices.Add(new(IsError: false, line));
        }

        var usual = settings.ApiKeys.Count == 0 && definition.QuotaWithoutKey is { } withoutKey ? withoutKey : definition.Quota;
        return new()
        {
            Definition = definition,
            Operations = operations,
            Off = off,
            ApiKeys = operations.Any(o => o.NeedsKey) ? [.. settings.ApiKeys.Distinct(StringComparer.Ordinal)] : [],
            Quota = settings.Quota.Aggregate(usual, (quota, own) => quota.WithLimit(own.Key, own.Value)),
            MaxConcurrency = settings.MaxConcurrency ?? definition.MaxConcurrency,
            PerSecond = settings.QuotaPerSecond ?? definition.PerSecond,
        };
    }

    private static OperationOff? GetOffReason(SourceDefinition definition, OperationDefinition operation, SourceSettings settings, SourceDefaults defaults)
    {
        var own = settings.Operations.FirstOrDefault(o => o.Key.Equals(operation.Name, StringComparison.OrdinalIgnoreCase)).Value;
        var isConfigured = settings.ApiKeys.Count > 0 || settings.BaseUrl is not null || settings.Operations.Values.Any(o => o.Url is not null);
        return defaults.IsOffline ? Usual("nothing is asked outside (--offline, general.offline)")
            : settings.Enabled == false ? new(operation.Name, "the source is not enabled", IsError: false) { IsUsual = true }
            : settings.Enabled is null && definition.IsActive
                ? Usual($"asking it can be noticed by who owns the IOC: set sources.{definition.Name}.enabled to use it")
            : settings.Enabled is null && !definition.OnByDefault ? Usual($"set sources.{definition.Name}.enabled to use it")
            : settings.Enabled is null && !defaults.DefaultSources && !isConfigured && definition is { IsBuiltIn: true, Key: null or { IsNeeded: false } }
                ? Usual(defaults.IsRehearsal
                    ? "another source's server is on this machine, as in a rehearsal: set general.defaultSources to ask it all the same"
                    : "general.defaultSources is false and it is not configured")
            : own?.Enabled == false ? Usual("it is not enabled")
            : own?.Enabled is null && !operation.OnByDefault ? Usual($"set sources.{definition.Name}.operations.{operation.Name}.enabled to use it")
            : null;

        OperationOff Usual(string reason) => new(operation.Name, reason, IsError: false) { IsUsual = true };
    }

    // One line for all of them: the sources that a key would enable.
    private static string? FreeKeys(IReadOnlyList<ConfiguredSource> sources)
    {
        var names = sources.Where(s => s.Definition.FreeKey && !s.IsOn && s.Off.Any(o => o is { Reason: NoKey, IsUsual: true })).Select(s => s.Name).ToList();
        return names.Count == 0 ? null : $"A free key would add {string.Join(", ", names)}: set sources.NAME.apiKeys.";
    }

    private static IEnumerable<string> ErrorsIn(SourceDefinition definition, SourceSettings settings)
    {
        var names = definition.Operations.Select(o => o.Name).ToList();
        foreach (var unknown in settings.Operations.Keys.Where(k => !names.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"there is no operation \"{unknown}\"{NearestName.Hint(unknown, names)}";
        }

        (string Name, int? Value, int Least)[] numbers =
        [
            ("maxConcurrency", settings.MaxConcurrency, 1),
            ("limit", settings.Limit, 1),
            ("quota.perSecond", settings.QuotaPerSecond, 0),
            .. settings.Quota.Select(quota => ($"quota.{quota.Key.Setting}", (int?)quota.Value, 0)),
        ];
        foreach (var (name, value, least) in numbers.Where(number => number.Value < number.Least))
        {
            yield return $"{name} must be {least} or more, not {value}";
        }

        if (settings.BaseUrl is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)))
        {
            yield return "baseUrl must be an http or https URL";
        }

        // The key itself is not shown: lines like this end up in tickets.
        for (var i = 0; i < settings.ApiKeys.Count; i++)
        {
            if (settings.ApiKeys[i].Length == 0 || !settings.ApiKeys[i].All(c => c is > ' ' and <= '~'))
            {
                yield return $"apiKeys[{i}] is empty or holds a space, a control character or something that is not ASCII";
            }
        }
    }

    // One line for a source, with the operations that lack the same thing named together.
    private static string? OffLine(SourceDefinition definition, bool isAll, IReadOnlyList<OperationOff> off)
    {
        if (off.Count == 0)
        {
            return null;
        }

        var reasons = off.GroupBy(o => o.Reason, StringComparer.Ordinal).Select(g => (Reason: g.Key, Names: g.Select(o => o.Name).ToList())).ToList();
        if (isAll && reasons.Count == 1)
        {
            return $"{definition.Name} is off: {reasons[0].Reason}. {AdviceFor(definition, reasons[0].Reason)}";
        }

        var parts = reasons.Select(r => $"{string.Join(", ", r.Names)} ({r.Reason})");
        var advice = reasons.Select(r => AdviceFor(definition, r.Reason)).Distinct();
        return $"{definition.Name}{(isAll ? " is off: " : ": off are ")}{string.Join("; ", parts)}. {string.Join(' ', advice)}";
    }

    private static string AdviceFor(SourceDefinition definition, string reason) => reason.Contains("API key", StringComparison.Ordinal)
        ? $"Set sources.{definition.Name}.apiKeys to use it."
        : $"Set sources.{definition.Name}.baseUrl, or the URL of the operation, to use it.";
}
