using System.Runtime.InteropServices;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Trees;

/// <summary>The tags of a tree's IOCs: what lists know first, then what sources say, in the order in which it was added; the same thing said twice stands once.</summary>
/// <param name="lists">Null when there are none.</param>
internal sealed class TagBook(TagRule? lists)
{
    private readonly Dictionary<Ioc, List<Tag>> _said = [];
    private readonly Dictionary<Ioc, IReadOnlyList<Tag>> _all = [];

    /// <summary>Only before the first look.</summary>
    public void Add(IReadOnlyList<AnswerTag> tags, string source)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            var (about, name, tagClass) = tags[i];
            (CollectionsMarshal.GetValueRefOrAddDefault(_said, about, out _) ??= []).Add(new(name, tagClass, source));
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
            tags.AddRange(said);
        }

        return tags.Count > 1 ? [.. tags.Distinct()] : tags;
    }
}
