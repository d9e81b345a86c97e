using System.CommandLine;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Seed.Arguments;

namespace IocExplorer.Seed.CommandLine;

/// <summary>
/// The options of <c>explore</c> and <c>submit</c> for what is followed and which sources may be asked; one for each of <see cref="RuleFlags"/>.
/// </summary>
internal sealed class HuntRulesOptions
{
    private readonly Dictionary<RuleFlag, Option> _options = RuleFlags.All.ToDictionary(flag => flag, Make);

    public IEnumerable<Option> All => RuleFlags.All.OrderByDescending(flag => flag.IsFirstInHelp).Select(flag => _options[flag]);

    public HuntRulesInput Read(ParseResult parsed) => HuntRulesInput.Of(flag => _options[flag] switch
    {
        Option<bool> isOn => parsed.GetValue(isOn) ? ["true"] : [],
        Option<string[]> list => parsed.GetValue(list) ?? [],
        var text => parsed.GetValue((Option<string?>)text) is { } given ? [given] : [],
    });

    private static Option Make(RuleFlag flag)
    {
        Option option = flag.Kind switch
        {
            RuleFlagKind.Switch => new Option<bool>(CommandLineSettings.OptionOf(flag.Name)),
            RuleFlagKind.List => new Option<string[]>(CommandLineSettings.OptionOf(flag.Name)) { Arity = ArgumentArity.OneOrMore },
            _ => new Option<string?>(CommandLineSettings.OptionOf(flag.Name)),
        };
        (option.Description, option.HelpName) = (flag.Help, flag.ValueName);
        return option;
    }
}
