using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>A hunt's rules as written on a command line or in a request, before validation.</summary>
public sealed class HuntRulesInput
{
    private readonly Dictionary<string, IReadOnlyList<string>> _texts = new(StringComparer.Ordinal);

    /// <summary>The texts for the rule of this name in <see cref="RuleFlags"/>; empty when not given. A switch that is on has one.</summary>
    public IReadOnlyList<string> this[string name]
    {
        get => _texts.GetValueOrDefault(name, []);
        init => _texts[name] = value;
    }

    /// <summary>The rules that were given, by name.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Texts)> Given =>
        _texts.Where(rule => rule.Value.Count > 0).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => (rule.Key, rule.Value));

    /// <summary>Each rule with its texts.</summary>
    public static HuntRulesInput Of(Func<RuleFlag, IEnumerable<string>> texts)
    {
        var input = new HuntRulesInput();
        foreach (var flag in RuleFlags.All)
        {
            input._texts[flag.Name] = [.. texts(flag)];
        }

        return input;
    }

    public static HuntRulesInput Of(SubmitHunt json) => Of(flag => flag.OfJson(json).Select(text => text ?? ""));

    /// <summary>For a query string; rules that were not given are left out.</summary>
    public IEnumerable<(string Name, string? Value)> Query() => RuleFlags.All.SelectMany(flag => this[flag.Name].Select(text => (flag.Name, (string?)text)));
}
