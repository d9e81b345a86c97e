using IocExplorer.Messages.Serialization;

namespace IocExplorer.Messages;

/// <summary>What a hunt follows and what it sends to sources, beside its depth. The default follows everything, as the original tool does.</summary>
public sealed record HuntRules
{
    /// <summary>IOCs with a tag of one of these classes, from a list, are shown and not expanded. Default: none.</summary>
    public IReadOnlyList<TagClass> Park { get; init; } = [];

    /// <summary>Whether tags of the built-in lists are shown even where no list is configured and nothing is parked.</summary>
    public bool ShowTags { get; init; }

    /// <summary>IOCs with at least so many relations, by the answers' own count, are shown without them; null: all are followed.</summary>
    public long? ParkHubs { get; init; }

    /// <summary>Never parked. Seeds never are.</summary>
    public IReadOnlyList<Ioc> Expand { get; init; } = [];

    /// <summary>Relations that were last seen before this are left out; those without a time stay. Null: all stay.</summary>
    public DateTimeOffset? SeenSince { get; init; }

    /// <summary>
    /// Whether times are shown on the original tool's relations as well; on all others they are in any case. Default: those are written as the original wrote
    /// them, unless <see cref="SeenSince"/> looks at times.
    /// </summary>
    public bool ShowSeen { get; init; }

    /// <summary>Whether URLs are asked about. Default: they are shown only, unless one is a seed.</summary>
    public bool ExpandUrls { get; init; }

    /// <summary>The user's own: these names, names below them, and e-mail addresses and URLs with them are never sent to external sources.</summary>
    public IReadOnlyList<string> OwnDomains { get; init; } = [];

    /// <summary>How far seeds may travel that have no level of their own; what is found below a seed travels as far as the seed does.</summary>
    public SharingLevel Sharing { get; init; }

    // A rule's field in messages stands beside the rule. Its number is for ever: a field that goes leaves its number unused.
    internal static void Write(WireWriter writer, HuntRules rules)
    {
        writer.Numbers(1, rules.Park, static @class => (int)@class);
        writer.Flag(2, rules.ShowTags);
        writer.NumberOrZero(3, rules.ParkHubs);
        writer.Each(4, rules.Expand, VocabularyFields.Write);
        writer.Time(5, rules.SeenSince);
        writer.Flag(6, rules.ShowSeen);
        writer.Flag(7, rules.ExpandUrls);
        for (var i = 0; i < rules.OwnDomains.Count; i++)
        {
            writer.TextOrEmpty(8, rules.OwnDomains[i]);
        }

        writer.NumberOrZero(9, (int)rules.Sharing);
    }

    internal static HuntRules Read(ref WireReader reader)
    {
        List<Ioc> expand = [];
        List<string> ownDomains = [];

        // The strictest where none is given.
        var rules = new HuntRules { Expand = expand, OwnDomains = ownDomains, Sharing = SharingLevel.Red };
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: rules = rules with { Park = reader.Numbers(static id => WireReader.Defined((TagClass)id)) }; break;
                case 2: rules = rules with { ShowTags = reader.Flag() }; break;
                case 3: rules = rules with { ParkHubs = reader.Int64() }; break;
                case 4: expand.Add(reader.Nested(VocabularyFields.ReadIoc)); break;
                case 5: rules = rules with { SeenSince = reader.Time() }; break;
                case 6: rules = rules with { ShowSeen = reader.Flag() }; break;
                case 7: rules = rules with { ExpandUrls = reader.Flag() }; break;
                case 8: ownDomains.Add(reader.Text()); break;
                case 9: rules = rules with { Sharing = reader.Member<SharingLevel>() }; break;
                default: reader.Skip(); break;
            }
        }

        return rules;
    }
}
