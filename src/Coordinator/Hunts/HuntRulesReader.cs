using IocExplorer.Coordinator.Seeds;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Validates written rules: <see cref="HuntRules"/>, or all errors in them.</summary>
/// <param name="nameOf">The name of a rule of <see cref="RuleFlags"/> in error messages.</param>
public sealed class HuntRulesReader(Func<string, string> nameOf)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <param name="defaults">What the configuration says of all hunts.</param>
    public HuntRules Read(HuntRulesInput input, HuntRules defaults) => RuleFlags.All.Aggregate(
        defaults,
        (rules, flag) => flag.Apply(rules, new(input[flag.Name], (text, why) => _problems.Add($"{nameOf(flag.Name)}: '{SeedLineText.Of(text)}' {why}."))));
}
