using System.Globalization;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Makes <see cref="HuntRules"/> of what somebody wrote, or says all that is wrong with it.</summary>
/// <param name="nameOf">How the reader of a complaint calls <c>park</c>, <c>parkHubs</c>, <c>expand</c>, <c>seenSince</c>, <c>tlp</c>.</param>
public sealed class HuntRulesReader(Func<string, string> nameOf)
{
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <param name="wishes">As written.</param>
    /// <param name="house">What the configuration says of all hunts.</param>
    public HuntRules Read(HuntRulesInput wishes, HuntRules house) => house with
    {
        Park = [.. wishes.Park.SelectMany(text => text.Split(',')).Select(Class).OfType<TagClass>().Distinct()],
        ParkHubs = Hubs(wishes.ParkHubs),
        Expand = [.. wishes.Expand.Select(Ioc).OfType<Ioc>()],
        SeenSince = Since(wishes.SeenSince),
        ShowSeen = wishes.Seen,
        ShowTags = wishes.Tags,
        Sharing = Level(wishes.Tlp) ?? house.Sharing,
    };

    private TagClass? Class(string text)
    {
        if (TagClassNames.TryParse(text, out var tagClass))
        {
            return tagClass;
        }

        Refuse("park", text, $"is no class of tags; known are {string.Join(", ", TagClassNames.All)}");
        return null;
    }

    private long? Hubs(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var hubs) && hubs >= 2)
        {
            return hubs;
        }

        Refuse("parkHubs", text, "is no whole number from 2 on");
        return null;
    }

    private Ioc? Ioc(string text)
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

        Refuse("expand", text, $"{reason}; write an IOC as in the seed file");
        return null;
    }

    private DateTimeOffset? Since(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            return since;
        }

        Refuse("seenSince", text, "is no date; write 2026-01-31 or 2026-01-31T12:00:00Z");
        return null;
    }

    private SharingLevel? Level(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (SharingLevelNames.TryParse(text, out var level))
        {
            return level;
        }

        Refuse("tlp", text, $"is no sharing level; known are {string.Join(", ", SharingLevelNames.All)}");
        return null;
    }

    private void Refuse(string name, string text, string why) => _problems.Add($"{nameOf(name)}: '{Shown.Of(text)}' {why}.");
}
