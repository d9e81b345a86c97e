using System.Globalization;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>The rules that <c>explore</c>, <c>submit</c> and the API take: names, help and meaning. All that reads or writes them follows this table.</summary>
public static class RuleFlags
{
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>In this order they are listed.</summary>
    public static IReadOnlyList<RuleFlag> All { get; } =
    [
        new(
            "park",
            RuleFlagKind.List,
            "Show IOCs with a tag of these classes, from lists, and ask nothing about them: "
            + $"{string.Join(", ", TagClassNames.All)}; several with commas between them.",
            "CLASSES")
        {
            OfJson = json => json.Park ?? [],
            Apply = (rules, said) => rules with
            {
                Park = [.. said.All.SelectMany(text => text.Split(',')).Select(text => Class(text, said)).OfType<TagClass>().Distinct()],
            },
        },
        new("parkHubs", RuleFlagKind.Number, "Show IOCs with so many relations or more without them: what everybody is related to says nothing.", "N")
        {
            OfJson = json => One(json.ParkHubs?.ToString(CultureInfo.InvariantCulture)),
            Apply = (rules, said) => rules with { ParkHubs = Hubs(said) },
        },
        new("expand", RuleFlagKind.List, "Ask about this IOC whatever its tags and its degree. May be given more than once.", "IOC")
        {
            OfJson = json => json.Expand ?? [],
            Apply = (rules, said) => rules with { Expand = [.. said.All.Select(text => Ioc(text, said)).OfType<Ioc>()] },
        },
        new("seenSince", RuleFlagKind.Text, "Leave out relations that their source saw last before this date. Those without a date stay.", "DATE")
        {
            OfJson = json => One(json.SeenSince),
            Apply = (rules, said) => rules with { SeenSince = Since(said) },
        },
        new(
            "seen",
            RuleFlagKind.Switch,
            "Show when a relation was seen on the original tool's relations as well, which are otherwise written as it wrote them.")
        {
            OfJson = json => If(json.Seen),
            Apply = (rules, said) => rules with { ShowSeen = said.IsSet },
        },
        new(
            "tags",
            RuleFlagKind.Switch,
            "Say on each IOC what lists know of it. So it is in any case where lists are configured (tags.lists) or --park is given.")
        {
            OfJson = json => If(json.Tags),
            Apply = (rules, said) => rules with { ShowTags = said.IsSet },
            IsFirstInHelp = true,
        },
        new(
            "tlp",
            RuleFlagKind.Text,
            $"How far the seeds may travel: {string.Join(", ", SharingLevelNames.All)}. "
            + "Sources not cleared for it are not asked. A seed's line may name its own as a third field. Default: clear.",
            "LEVEL")
        {
            OfJson = json => One(json.Tlp),
            Apply = (rules, said) => rules with { Sharing = Level(said) ?? rules.Sharing },
        },
    ];

    private static string[] One(string? text) => text is null ? [] : [text];

    private static string[] If(bool isOn) => isOn ? ["true"] : [];

    private static TagClass? Class(string text, RuleTexts said)
    {
        if (TagClassNames.TryParse(text, out var tagClass))
        {
            return tagClass;
        }

        said.Refuse(text, $"is no class of tags; known are {string.Join(", ", TagClassNames.All)}");
        return null;
    }

    private static long? Hubs(RuleTexts said)
    {
        if (said.First is not { } text)
        {
            return null;
        }

        if (long.TryParse(text.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var hubs) && hubs >= 2)
        {
            return hubs;
        }

        said.Refuse(text, "is no whole number from 2 on");
        return null;
    }

    private static Ioc? Ioc(string text, RuleTexts said)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var reason = "";
        Ioc ioc;
        if (comma > 0 && SeedTypeNames.TryParse(text[..comma].Trim(), out var type) && type.Type is not null
            ? SeedValue.TryRead(type, text[(comma + 1)..].Trim(), out ioc, out reason)
            : SeedValue.TryRead(null, text, out ioc, out reason))
        {
            return ioc;
        }

        said.Refuse(text, $"{reason}; write an IOC as in the seed file");
        return null;
    }

    private static DateTimeOffset? Since(RuleTexts said)
    {
        if (said.First is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            return since;
        }

        said.Refuse(text, "is no date; write 2026-01-31 or 2026-01-31T12:00:00Z");
        return null;
    }

    private static SharingLevel? Level(RuleTexts said)
    {
        if (said.First is not { } text)
        {
            return null;
        }

        if (SharingLevelNames.TryParse(text, out var level))
        {
            return level;
        }

        said.Refuse(text, $"is no sharing level; known are {string.Join(", ", SharingLevelNames.All)}");
        return null;
    }
}
