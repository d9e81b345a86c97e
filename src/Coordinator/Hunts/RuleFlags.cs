using System.Globalization;
using IocExplorer.Coordinator.Seeds;

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

    private static TagClass? Class(string text, RuleTexts said) => Read<TagClass>(
        text, said, (given, out found) => TagClassNames.TryParse(given, out found), $"is no class of tags; known are {string.Join(", ", TagClassNames.All)}");

    private static long? Hubs(RuleTexts said) => First<long>(
        said,
        (given, out hubs) => long.TryParse(given.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out hubs) && hubs >= 2,
        "is no whole number from 2 on");

    private static DateTimeOffset? Since(RuleTexts said) => First<DateTimeOffset>(
        said,
        (given, out since) =>
            DateTimeOffset.TryParseExact(given.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out since),
        "is no date; write 2026-01-31 or 2026-01-31T12:00:00Z");

    private static SharingLevel? Level(RuleTexts said) => First<SharingLevel>(
        said,
        (given, out level) => SharingLevelNames.TryParse(given, out level),
        $"is no sharing level; known are {string.Join(", ", SharingLevelNames.All)}");

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

    private static T? First<T>(RuleTexts said, Parser<T> parse, string why)
        where T : struct => said.First is { } text ? Read(text, said, parse, why) : null;

    private static T? Read<T>(string text, RuleTexts said, Parser<T> parse, string why)
        where T : struct
    {
        if (parse(text, out var value))
        {
            return value;
        }

        said.Refuse(text, why);
        return null;
    }

    private delegate bool Parser<T>(string text, out T value);
}
