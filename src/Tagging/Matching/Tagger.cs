using System.Text;
using IocExplorer.Messages.Parsing;

namespace IocExplorer.Tagging.Matching;

/// <summary>Looks an IOC up in all lists at once. What it holds is built by <see cref="TagIndex"/> and never written to again.</summary>
internal sealed class Tagger(TagIndex index, IReadOnlyList<TagList> lists) : ITagger
{
    // Only a constructed case matches more lists than this.
    private const int Room = 24;

    public IReadOnlyList<TagList> Lists => lists;

    public void AddTags(Ioc ioc, ICollection<Tag> tags)
    {
        var hits = new Hits(stackalloc Hit[Room]);
        Find(ioc, ref hits);
        if (hits.Count > 0)
        {
            hits.All.Sort(static (a, b) => a.Tag.CompareTo(b.Tag));
            foreach (var hit in hits.All)
            {
                tags.Add(TagOf(hit));
            }
        }

        hits.Dispose();
    }

    private Tag TagOf(Hit hit)
    {
        var known = index.Tags[hit.Tag];
        var tag = hit.IsWeak || hit.Rank > known.GoodUpTo ? known.OfHost : known.Tag;
        return hit.Rank == 0 ? tag : tag with { Name = $"{tag.Name} #{hit.Rank}" };
    }

    private void Find(Ioc ioc, ref Hits hits)
    {
        var value = ioc.Value.AsSpan();
        switch (ioc.Type)
        {
            case IocType.IpAddress:
                FindAddress(value, isWeak: false, ref hits);
                FindInText(value, IocTypes.IpAddress, isWeak: false, ref hits);
                break;
            case IocType.Domain:
                FindName(value, IocTypes.Domain, NameUse.Itself, ref hits);
                FindInText(value, IocTypes.Domain, isWeak: false, ref hits);
                break;
            case IocType.File:
                FindExact(value, IocTypes.File, ref hits);
                FindInText(value, IocTypes.File, isWeak: false, ref hits);
                break;
            case IocType.Email:
                FindExact(value, IocTypes.Email, ref hits);
                FindInText(value, IocTypes.Email, isWeak: false, ref hits);
                FindName(value[(value.IndexOf('@') + 1)..], IocTypes.Domain | IocTypes.Email, NameUse.DomainOfAddress, ref hits);
                break;
            case IocType.Url:
                FindUrl(value, ref hits);
                FindInText(value, IocTypes.Url, isWeak: false, ref hits);
                FindHost(value, ref hits);
                break;
            default:
                break;
        }
    }

    private void FindUrl(ReadOnlySpan<char> url, ref Hits hits)
    {
        // Only a path can hold upper case; lists are compared without regard to it.
        if (url.Length > NameTable.LongestName || !url.ContainsAnyInRange('A', 'Z'))
        {
            FindExact(url, IocTypes.Url, ref hits);
            return;
        }

        Span<char> lower = stackalloc char[NameTable.LongestName];
        Ascii.ToLower(url, lower, out _);
        FindExact(lower[..url.Length], IocTypes.Url, ref hits);
    }

    private void FindHost(ReadOnlySpan<char> url, ref Hits hits)
    {
        if (!url.Contains("://", StringComparison.Ordinal) || !UrlHost.TryGet(url, out var host, out _))
        {
            return;
        }

        if (IpAddress.HasShape(host))
        {
            FindAddress(host, isWeak: true, ref hits);
            FindInText(host, IocTypes.IpAddress, isWeak: true, ref hits);
            return;
        }

        FindName(host, IocTypes.Domain, NameUse.HostOfUrl, ref hits);
        FindInText(host, IocTypes.Domain, isWeak: true, ref hits);
    }

    private void FindAddress(ReadOnlySpan<char> text, bool isWeak, ref Hits hits)
    {
        var set = Ipv4Address.TryParse(text, out var ipv4) ? index.Ipv4.Find(ipv4)
            : Ipv6Address.TryParse(text, out var ipv6) ? index.Ipv6.Find(ipv6)
            : 0;
        while (set != 0)
        {
            (set, var tag) = index.Sets[set];
            hits.Add(tag, 0, isWeak);
        }
    }

    private void FindExact(scoped ReadOnlySpan<char> text, IocTypes types, ref Hits hits)
    {
        if ((index.NameTypes & types) == 0 || text.Length > NameTable.LongestName)
        {
            return;
        }

        for (var at = index.Names.Entries(text, NameTable.HashOf(text)); at >= 0;)
        {
            ref readonly var entry = ref index.Names.Entry(at);
            if (entry.Kind == EntryKind.Exact && (index.Tags[entry.Tag].Types & types) != 0)
            {
                hits.Add(entry.Tag, entry.Rank, isWeak: false);
            }

            at = entry.Next;
        }
    }

    private void FindName(ReadOnlySpan<char> name, IocTypes types, NameUse use, ref Hits hits)
    {
        if ((index.NameTypes & types) == 0)
        {
            return;
        }

        var hash = NameTable.Start;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            if (name[i] == '.')
            {
                FindEntries(name, i + 1, hash, types, use, ref hits);
            }

            hash = NameTable.Step(hash, name[i]);
        }

        FindEntries(name, 0, hash, types, use, ref hits);
    }

    private void FindEntries(ReadOnlySpan<char> name, int start, ulong hash, IocTypes types, NameUse use, ref Hits hits)
    {
        for (var at = index.Names.Entries(name[start..], hash); at >= 0;)
        {
            ref readonly var entry = ref index.Names.Entry(at);
            at = entry.Next;
            if ((index.Tags[entry.Tag].Types & types) == 0 || !Fits(entry.Kind, name, start, use))
            {
                continue;
            }

            // A rank counts the traffic to that name: below it, only www is the same site.
            var isWeak = use != NameUse.Itself || (entry.Kind == EntryKind.Registered && start > 0 && !name[..start].SequenceEqual("www."));
            hits.Add(entry.Tag, entry.Rank, isWeak);
        }
    }

    private bool Fits(EntryKind kind, ReadOnlySpan<char> name, int start, NameUse use) => kind switch
    {
        EntryKind.Exact => start == 0 && use != NameUse.DomainOfAddress,
        EntryKind.Below => true,
        EntryKind.OnlyBelow => start > 0,
        _ => start == 0 || index.Suffixes.RegisteredDomain(name) == start,
    };

    private void FindInText(ReadOnlySpan<char> text, IocTypes types, bool isWeak, ref Hits hits)
    {
        if ((index.SubstringTypes & types) != 0)
        {
            index.Substrings.Find(text, index.Tags, types, isWeak, ref hits);
        }

        if ((index.PatternTypes & types) != 0)
        {
            FindPatterns(text, types, isWeak, ref hits);
        }
    }

    private void FindPatterns(ReadOnlySpan<char> text, IocTypes types, bool isWeak, ref Hits hits)
    {
        foreach (var pattern in index.Patterns)
        {
            if ((index.Tags[pattern.Tag].Types & types) != 0 && pattern.Fits(text))
            {
                hits.Add(pattern.Tag, 0, isWeak);
            }
        }
    }
}
