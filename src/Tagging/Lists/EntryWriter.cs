using IocExplorer.Messages.Parsing;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>Puts the entries of one list into the index, as the type of the list says that they are compared.</summary>
/// <param name="type">One of MISP's.</param>
/// <param name="isOfRanks">Host names are listed for their rank, see <see cref="EntryKind.Registered"/>.</param>
internal sealed class EntryWriter(TagIndex index, string type, bool isOfRanks, IocTypes types, ushort tag)
{
    private const int ShortestPart = 3;

    /// <returns>Empty; else why the entry is not used.</returns>
    public string Add(Span<char> entry)
    {
        var text = entry.Trim();
        return text.IsEmpty ? "is empty" : type switch
        {
            "cidr" => AddNetwork(text),
            "hostname" => AddHost(text),
            "substring" => AddPart(text),
            "regex" => AddPattern(text),
            _ => AddExact(text),
        };
    }

    private string AddNetwork(ReadOnlySpan<char> text) => NetworkText.Add(index, text, tag);

    private string AddHost(Span<char> text)
    {
        if ((types & IocTypes.IpAddress) != 0 && IpAddress.HasShape(text))
        {
            return AddNetwork(text);
        }

        // Some lists write ".example.com" or "*.example.com", although the type says it already.
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text[0] == '.' ? text[1..] : text;
        name = name is [.., '.'] ? name[..^1] : name;
        return AddName(name, isOfRanks ? EntryKind.Registered : EntryKind.Below);
    }

    private string AddExact(Span<char> text)
    {
        if ((types & IocTypes.IpAddress) != 0 && IpAddress.HasShape(text) && !text.Contains('/'))
        {
            return AddNetwork(text);
        }

        // With or without its root slash and default port it is the URL that is looked for.
        if (UrlHost.IsUrl(text) && IocParser.TryParse(IocType.Url, text.ToString(), out var url, out _))
        {
            return AddName(url.Value.ToCharArray(), EntryKind.Exact);
        }

        // A name may be written with the dot of the root.
        return AddName(text is [.., '.'] ? text[..^1] : text, EntryKind.Exact);
    }

    private string AddName(Span<char> name, EntryKind kind)
    {
        if (name.IsEmpty)
        {
            return "is empty";
        }

        if (name.ContainsAnyExceptInRange('!', '~'))
        {
            // Letters outside ASCII occur in host names; any other entry with them matches no IOC.
            if (!IocParser.TryParse(IocType.Domain, name.ToString(), out var ioc, out var reason))
            {
                return name.Contains(' ') && kind == EntryKind.Exact ? "" : reason;
            }

            index.AddName(ioc.Value, tag, kind);
            return "";
        }

        Lower(name);
        index.AddName(name, tag, kind);
        return "";
    }

    private string AddPart(Span<char> text)
    {
        if (text.ContainsAnyExceptInRange('!', '~'))
        {
            return "holds something that is no printable ASCII";
        }

        if (text.Length < ShortestPart)
        {
            return $"is shorter than {ShortestPart} characters, which fits nearly everything";
        }

        Lower(text);
        return index.AddSubstring(text.ToString(), tag) ? "" : "is one text too many: there is no room for more substrings";
    }

    private string AddPattern(ReadOnlySpan<char> text)
    {
        if (!PatternText.TryRead(text, index.PatternCount, out var regex, out var reason))
        {
            return reason;
        }

        index.AddPattern(regex, tag);
        return "";
    }

    private static void Lower(Span<char> text)
    {
        foreach (ref var c in text)
        {
            c = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }
    }
}
