using System.Runtime.InteropServices;

namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// The tags of a tree's IOCs: what lists know first, then what sources say, in the order in which it was added, those for hunts with tags only last; the same
/// thing said twice stands once. What one source says of one IOC in several answers adds up, but of tags of one kind (<c>malicious=5</c>, <c>malicious=0</c>)
/// those of the latest time take the place of all others; where none has a time, all stand.
/// </summary>
/// <param name="lists">Null when there are none: then tags only for hunts with tags are left out.</param>
internal sealed class IocTagIndex(TagRule? lists)
{
    private readonly Dictionary<Ioc, List<(AnswerTag Tag, string By)>> _said = [];
    private readonly Dictionary<Ioc, IReadOnlyList<Tag>> _all = [];

    /// <summary>Only before the first look.</summary>
    public void Add(IReadOnlyList<AnswerTag> tags, string source)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (lists is not null || !tags[i].OnlyWithTags)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_said, tags[i].About, out _) ??= []).Add((tags[i], source));
            }
        }
    }

    public IReadOnlyList<Tag> Of(Ioc ioc)
    {
        ref var tags = ref CollectionsMarshal.GetValueRefOrAddDefault(_all, ioc, out var isKnown);
        return isKnown ? tags! : tags = Gather(ioc);
    }

    private List<Tag> Gather(Ioc ioc)
    {
        var tags = new List<Tag>();
        lists?.Invoke(ioc, tags);
        if (_said.TryGetValue(ioc, out var said))
        {
            tags.AddRange(Latest(said).OrderBy(s => s.Tag.OnlyWithTags).Select(s => new Tag(s.Tag.Name, s.Tag.Class, s.By)));
        }

        return tags.Count > 1 ? [.. tags.Distinct()] : tags;
    }

    private static IEnumerable<(AnswerTag Tag, string By)> Latest(List<(AnswerTag Tag, string By)> said)
    {
        if (!said.Exists(s => s.Tag.AsOf != 0))
        {
            return said;
        }

        var latest = said.GroupBy(KindOf).ToDictionary(g => g.Key, g => g.Max(s => s.Tag.AsOf));
        return said.Where(s => s.Tag.AsOf == latest[KindOf(s)]);
    }

    private static (string By, string Kind) KindOf((AnswerTag Tag, string By) said) =>
        (said.By, said.Tag.Name.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? said.Tag.Name[..(end + 1)] : said.Tag.Name);
}
