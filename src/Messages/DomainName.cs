using System.Buffers;
using IocExplorer.Messages.Parsing;

namespace IocExplorer.Messages;

/// <summary>
/// Domain names: labels of letters, digits, hyphens and underscores (service names have them), at least two, 63 characters a label, 253 in
/// all. Normal is lower case with A-labels (<c>xn--</c>), no trailing dot. An A-label that decodes to nothing is kept as it is: DNS
/// carries it, so sources may know it.
/// </summary>
public static class DomainName
{
    private const string TooLong = "is longer than 253 characters";
    private const int Longest = 253;
    private const int LongestLabel = 63;
    private static readonly SearchValues<char> s_normal = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    internal static bool IsNormal(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_normal) && Fault(text).Length == 0;

    internal static bool TryNormalise(ReadOnlySpan<char> text, out string value, out string reason) =>
        TryNormalise(text, wildcard: true, out value, out reason);

    /// <param name="wildcard">Whether a leading <c>*.</c>, as certificates have it, is dropped.</param>
    internal static bool TryNormalise(ReadOnlySpan<char> text, bool wildcard, out string value, out string reason)
    {
        value = "";
        if (wildcard && text.StartsWith("*.", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        if (text is [.., '.'])
        {
            text = text[..^1];
        }

        string name;
        if (!text.ContainsAnyExceptInRange('\0', '\x7F'))
        {
            name = text.ToString().ToLowerInvariant();
        }
        else if (!TryToAscii(text, out name, out reason))
        {
            return false;
        }

        var bad = name.AsSpan().IndexOfAnyExcept(s_normal);
        reason = bad >= 0 ? WrongCharacter(name, bad) : Fault(name);
        value = reason.Length == 0 ? name : "";
        return reason.Length == 0;
    }

    /// <summary>What stands behind a host is named for what it is.</summary>
    private static string WrongCharacter(ReadOnlySpan<char> name, int at) =>
        name[at] == ':' && name.Length - at > 1 && !name[(at + 1)..].ContainsAnyExcept(s_digits) ? "carries a port; give the name alone"
        : name[at] == '/' && at > 0 && Fault(name[..at]).Length == 0 ? "is a URL without http://; give the name alone, or write url with the scheme in front"
        : Character.Holds(name[at]);

    private static bool TryToAscii(ReadOnlySpan<char> text, out string name, out string reason)
    {
        // No name of 253 ASCII characters is longer than this before it is encoded; what is longer need not be looked at.
        const int LongestUnicode = 2 * Longest;
        name = "";
        reason = text.Length > LongestUnicode ? TooLong : "";
        if (reason.Length > 0)
        {
            return false;
        }

        var labels = text.ToString().ToLowerInvariant().Split('.');
        for (var i = 0; i < labels.Length && reason.Length == 0; i++)
        {
            UnicodeLabel.TryToAscii(labels[i], out labels[i], out reason);
        }

        name = string.Join('.', labels);
        return reason.Length == 0;
    }

    /// <summary>What is wrong with a name that holds permitted characters only; empty when nothing is.</summary>
    private static string Fault(ReadOnlySpan<char> name)
    {
        if (name.Length > Longest)
        {
            return TooLong;
        }

        if (!name.Contains('.'))
        {
            return "is no domain: it has no dot";
        }

        while (true)
        {
            var dot = name.IndexOf('.');
            var label = dot < 0 ? name : name[..dot];
            var fault = label.IsEmpty ? "has an empty label (two dots in a row, or one in front)"
                : label.Length > LongestLabel ? "has a label of more than 63 characters"
                : label[0] == '-' || label[^1] == '-' ? "has a label that begins or ends with a hyphen"
                : dot < 0 && IsNumber(label) ? "ends in a number, which no domain does"
                : "";
            if (fault.Length > 0 || dot < 0)
            {
                return fault;
            }

            name = name[(dot + 1)..];
        }
    }

    /// <summary>Browsers read a name whose last label is decimal or hex as an IPv4 address of the old spelling, so it is none to us.</summary>
    private static bool IsNumber(ReadOnlySpan<char> label) =>
        !label.ContainsAnyExcept(s_digits)
        || (label.StartsWith("0x", StringComparison.Ordinal) && !label[2..].ContainsAnyExcept(s_hex));
}
