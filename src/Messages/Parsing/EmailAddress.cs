using System.Buffers;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// E-mail addresses: the dot-atom of RFC 5322 before the @, a domain behind it. Quoted and non-ASCII local parts and address literals are
/// not supported. The local part is lower-cased: the RFC allows its case to matter, but it does for no mail provider.
/// </summary>
internal static class EmailAddress
{
    private const int LongestLocalPart = 64;
    private const int Longest = 254;
    private static readonly SearchValues<char> s_normalLocal = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~-.");

    public static bool IsNormal(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at >= 0
            && text.Length <= Longest
            && !text[..at].ContainsAnyExcept(s_normalLocal)
            && LocalPartFault(text[..at]).Length == 0
            && DomainName.IsNormal(text[(at + 1)..]);
    }

    public static bool TryNormalise(string text, out string value, out string reason)
    {
        value = "";
        ReadOnlySpan<char> address = text;
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            // Behind it a subject may stand.
            address = address["mailto:".Length..];
            address = address.IndexOf('?') is >= 0 and var end ? address[..end] : address;
        }

        var at = address.IndexOf('@');
        if (at < 0 || address.LastIndexOf('@') != at)
        {
            reason = at < 0 ? "is no e-mail address" : "holds more than one @";
            return false;
        }

        // Only ASCII is lower-cased here: U+212A, the Kelvin sign, would become a k.
        var local = address[..at].ToString();
        var lower = local.AsSpan().ContainsAnyExceptInRange('\0', '\x7F') ? local : local.ToLowerInvariant();
        var bad = lower.AsSpan().IndexOfAnyExcept(s_normalLocal);
        reason = bad >= 0 ? Character.Holds(lower[bad]) : LocalPartFault(lower);
        if (reason.Length > 0 || !DomainName.TryNormalise(address[(at + 1)..], wildcard: false, out var domain, out reason))
        {
            return false;
        }

        value = $"{lower}@{domain}";
        reason = value.Length > Longest ? "is longer than 254 characters" : "";
        return reason.Length == 0;
    }

    private static string LocalPartFault(ReadOnlySpan<char> local) =>
        local.IsEmpty ? "has nothing before the @"
        : local.Length > LongestLocalPart ? "has more than 64 characters before the @"
        : local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal) ? "has a dot too many before the @"
        : "";
}
