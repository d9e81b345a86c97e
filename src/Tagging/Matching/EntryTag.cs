namespace IocExplorer.Tagging.Matching;

/// <summary>What an entry of a list says of the IOCs that it fits. Entries hold its number, two bytes.</summary>
/// <param name="Tag">For the IOC itself.</param>
/// <param name="GoodUpTo">A known-good tag of a ranked entry holds up to this rank, and only for the registered domain and its <c>www</c>.</param>
internal sealed record EntryTag(Tag Tag, IocTypes Types, int GoodUpTo = int.MaxValue)
{
    /// <summary>
    /// For an e-mail address or URL whose host matches. What is on a known-good host need not be good, so its class becomes <c>info</c>. Shared, hosting
    /// and known-bad hold for all that is on the host.
    /// </summary>
    public Tag OfHost { get; } = Weaker(Tag);

    /// <summary>The same as a hint.</summary>
    public static Tag Weaker(Tag tag) => tag.Class == TagClass.KnownGood ? tag with { Class = TagClass.Info } : tag;
}
