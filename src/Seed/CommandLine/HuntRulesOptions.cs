using System.CommandLine;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The options by which <c>explore</c> and <c>submit</c> say what is followed and let out.</summary>
internal sealed class HuntRulesOptions
{
    private readonly Option<string[]> _park = new("--park")
    {
        Description = $"Show IOCs with a tag of these classes, from lists, and ask nothing about them: {string.Join(", ", TagClassNames.All)}; several with commas between them.",
        HelpName = "CLASSES",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _parkHubs = new("--park-hubs")
    {
        Description = "Show IOCs with so many relations or more without them: what everybody is related to says nothing.",
        HelpName = "N",
    };

    private readonly Option<string[]> _expand = new("--expand")
    {
        Description = "Ask about this IOC whatever its tags and its degree. May be given more than once.",
        HelpName = "IOC",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _seenSince = new("--seen-since")
    {
        Description = "Leave out relations that their source saw last before this date. Those without a date stay.",
        HelpName = "DATE",
    };

    private readonly Option<bool> _seen = new("--seen")
    {
        Description = "Show when a relation was seen on the original tool's relations as well, which are otherwise written as it wrote them.",
    };

    private readonly Option<bool> _tags = new("--tags")
    {
        Description = "Say on each IOC what lists know of it. So it is in any case where lists are configured (tags.lists) or --park is given.",
    };

    private readonly Option<string?> _tlp = new("--tlp")
    {
        Description = $"How far the seeds may travel: {string.Join(", ", SharingLevelNames.All)}. Sources not cleared for it are not asked. A seed's line may name its own as a third field. Default: clear.",
        HelpName = "LEVEL",
    };

    public IEnumerable<Option> All => [_tags, _park, _parkHubs, _expand, _seenSince, _seen, _tlp];

    public HuntRulesInput Read(ParseResult parsed) => new()
    {
        Park = parsed.GetValue(_park) ?? [],
        ParkHubs = parsed.GetValue(_parkHubs),
        Expand = parsed.GetValue(_expand) ?? [],
        SeenSince = parsed.GetValue(_seenSince),
        Seen = parsed.GetValue(_seen),
        Tags = parsed.GetValue(_tags),
        Tlp = parsed.GetValue(_tlp),
    };
}
