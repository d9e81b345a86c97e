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
}
