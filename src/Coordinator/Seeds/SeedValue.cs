namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// A value as people write it into a list. More lenient than <see cref="IocParser"/>, which reads sources' answers too: what carries a port or a path and no
/// scheme stands for its host, as a bare URL does, and a file name is a domain only when the type says so.
/// </summary>
internal static class SeedValue
{
    public const string AFileName = "has no known top-level domain; a file is given by its hash";
    private static readonly string[] s_remarks = [" #", " //", " - ", " \u2013 ", " \u2014 ", " (", "\t"];

    /// <summary>Reads a value whose type is known, or recognises it.</summary>
    /// <param name="type">Null: it is recognised.</param>
    public static bool TryRead(WrittenType? type, string text, out Ioc ioc, out string reason)
    {
        text = Visible(Part(type, text));
        if (TryReadWhole(type, text, out ioc, out reason))
        {
            return true;
        }

        if (IpNetwork.Is(text))
        {
            reason = "names several addresses; give those that matter, each alone";
            return false;
        }

        // A remark behind the value; in a URL such signs can be its own, and then the whole is one.
        foreach (var remark in s_remarks)
        {
            if (text.IndexOf(remark, StringComparison.Ordinal) is > 0 and var at && TryReadWhole(type, text[..at].TrimEnd(), out ioc, out _))
            {
                reason = "";
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Without what reports put between letters so that lines can break there. In a host, browsers leave it out as well (UTS 46); in a path they would send
    /// it, percent-encoded, but whoever writes a list took it along from a report.
    /// </summary>
    private static string Visible(string text) =>
        text.AsSpan().ContainsAny("\u00AD\u200B\u2060\uFEFF") ? string.Concat(text.Split('\u00AD', '\u200B', '\u2060', '\uFEFF')).Trim() : text;

    private static string Part(WrittenType? type, string text)
    {
        var parts = type is { Part: >= 0 } ? text.Split('|', 2) : [text];
        return parts.Length == 2 ? parts[type!.Value.Part].Trim() : text;
    }

    private static bool TryReadWhole(WrittenType? type, string text, out Ioc ioc, out string reason)
    {
        if (type?.Type is not { } known)
        {
            return TryReadBare(text, out ioc, out reason);
        }

        if (IocParser.TryParse(known, text, out ioc, out reason))
        {
            return true;
        }

        var isOurs = type.Value.IsOurs;
        var isRead = known switch
        {
            IocType.Url => TryReadHost(text, out ioc),
            IocType.IpAddress => TryReadHost(text, out ioc) && (ioc.Type == IocType.IpAddress || !isOurs),
            IocType.Domain => TryReadHost(text, out ioc) && (ioc.Type == IocType.Domain || !isOurs),
            IocType.Email => text.EndsWith('>') && IocParser.TryParse(known, text[Math.Max(0, text.IndexOf('<', StringComparison.Ordinal))..], out ioc, out _),
            IocType.File => IocParser.TryParse(known, text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], out ioc, out _),
            _ => false,
        };
        if (!isRead)
        {
            ioc = default;
            return false;
        }

        reason = "";
        return true;
    }

    private static bool TryReadBare(string text, out Ioc ioc, out string reason)
    {
        // How filters of names write one with all below it.
        text = text.StartsWith("||", StringComparison.Ordinal) ? OfFilter(text[2..]) : text is ['.', not '.', ..] ? text[1..] : text;

        // A word alone is no host.
        if (!IocParser.TryParse(text, out ioc, out reason) && (text.AsSpan().IndexOfAny(":/?#") <= 0 || !TryReadHost(text, out ioc)))
        {
            ioc = default;
            return false;
        }

        var isFileName = ioc.Type == IocType.Domain && !text.Contains("//", StringComparison.Ordinal) && FileNameEndings.Has(ioc.Value);
        reason = isFileName ? AFileName : "";
        ioc = isFileName ? default : ioc;
        return !isFileName;
    }

    /// <summary>Of <c>||example.com^$all</c>, without its bars.</summary>
    private static string OfFilter(string rule) =>
        rule.IndexOf('^', StringComparison.Ordinal) is > 0 and var end && (end + 1 == rule.Length || rule[end + 1] == '$') ? rule[..end] : rule;

    /// <summary>Of <c>192.0.2.1:443</c>, <c>[2001:db8::1]:443</c>, <c>example.com/gate.php</c>. A network is no host with a path.</summary>
    private static bool TryReadHost(string text, out Ioc host)
    {
        host = default;
        return !text.AsSpan().ContainsAny(" \t") && !IpNetwork.Is(text) && IocParser.TryParseHost(text, out host, out _);
    }
}
