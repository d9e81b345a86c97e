using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>One rule that <c>explore</c>, <c>submit</c> and the API take.</summary>
/// <param name="Name">In the query string and in JSON: <c>parkHubs</c>. On the command line it is <c>--park-hubs</c>.</param>
/// <param name="ValueName">What the help calls its value; null for a switch.</param>
public sealed record RuleFlag(string Name, RuleFlagKind Kind, string Help, string? ValueName = null)
{
    /// <summary>Its texts in a request's JSON; none where it is absent. A switch that is on is one text.</summary>
    public required Func<SubmitHunt, IEnumerable<string?>> OfJson { get; init; }

    /// <summary>Applies its texts to the rules. Always called; without texts where the rule was not given.</summary>
    public required Func<HuntRules, RuleTexts, HuntRules> Apply { get; init; }

    /// <summary>The help shows it before the others.</summary>
    public bool IsFirstInHelp { get; init; }
}
