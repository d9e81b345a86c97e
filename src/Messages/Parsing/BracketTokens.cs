using System.Buffers;
using System.Text;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// Brackets that were put around the marks of an indicator: <c>[.]</c>, <c>(dot)</c>, <c>{@}</c>, <c>[/]</c>, <c>[://]</c>, doubled ones, and single ones
/// whose partner is missing (<c>example[.com</c>). A bracket that has its partner elsewhere in the text stays: paths and queries contain such.
/// </summary>
internal static class BracketTokens
{
    private const string Openers = "[({<";
    private const string Closers = "])}>";
    private const int MostOpeners = 3;
    private static readonly SearchValues<char> s_brackets = SearchValues.Create(Openers + Closers);
    private static readonly SearchValues<char> s_label = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    // Longer ones first: "://" begins as ":" does.
    private static readonly (string Written, string Meant)[] s_words =
        [("://", "://"), ("dot", "."), (":/", ":/"), ("//", "//"), ("at", "@"), (".", "."), (":", ":"), ("/", "/"), ("@", "@"), ("-", "-")];

    public static bool AreIn(ReadOnlySpan<char> text) => text.ContainsAny(s_brackets);

    /// <summary>One pass; removing a token may leave another one.</summary>
    public static string Undo(string text)
    {
        var partners = Partners(text);
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (TokenAt(text, at, out var meant, out var next))
            {
                TrimEnd(plain);
                plain.Append(meant);
                at = next;
                SkipSpaces(text, ref at);
            }
            else if (IsHalf(text, at, partners) || IsAroundEnding(text, at, partners))
            {
                at++;
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        return plain.Length == text.Length ? text : plain.ToString();
    }

    /// <summary>For each bracket the position of its partner; -1 without one.</summary>
    private static int[] Partners(string text)
    {
        var partners = new int[text.Length];
        Array.Fill(partners, -1);
        foreach (var (open, close) in Openers.Zip(Closers))
        {
            var opened = new Stack<int>();
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] == open)
                {
                    opened.Push(at);
                }
                else if (text[at] == close && opened.TryPop(out var begin))
                {
                    (partners[begin], partners[at]) = (at, begin);
                }
            }
        }

        return partners;
    }

    /// <summary>Opening brackets, a word of the table, as many closing ones; spaces inside do not matter.</summary>
    private static bool TokenAt(string text, int at, out string meant, out int next)
    {
        (meant, next) = ("", at);
        while (next - at < MostOpeners && next < text.Length && Openers.Contains(text[next], StringComparison.Ordinal))
        {
            next++;
        }

        var openers = next - at;
        if (openers == 0)
        {
            return false;
        }

        SkipSpaces(text, ref next);
        foreach (var (written, means) in s_words)
        {
            if (string.Compare(text, next, written, 0, written.Length, StringComparison.OrdinalIgnoreCase) != 0)
            {
                continue;
            }

            var end = next + written.Length;
            SkipSpaces(text, ref end);
            var closers = 0;
            while (closers < openers && end + closers < text.Length && Closers.Contains(text[end + closers], StringComparison.Ordinal))
            {
                closers++;
            }

            if (closers == openers)
            {
                (meant, next) = (means, end + closers);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A bracket without a partner beside the mark that it was meant to hide. In an IPv6 address it may be the only bracket left, so a colon alone does not
    /// count as a mark here.
    /// </summary>
    private static bool IsHalf(string text, int at, int[] partners)
    {
        if (partners[at] >= 0 || text[at] is '<' or '>')
        {
            return false;
        }

        var before = at > 0 ? text[at - 1] : ' ';
        var after = at + 1 < text.Length ? text[at + 1] : ' ';
        return Openers.Contains(text[at], StringComparison.Ordinal) ? before == '.' || after is '.' or '/' or '@' || IsSchemeEnd(text, at + 1)
            : Closers.Contains(text[at], StringComparison.Ordinal) && (after == '.' || before is '.' or '/' or '@' || (before == ':' && after == '/'));
    }

    /// <summary><c>example[.com]</c>.</summary>
    private static bool IsAroundEnding(string text, int at, int[] partners)
    {
        var (open, close) = text[at] switch
        {
            '[' => (at, partners[at]),
            ']' => (partners[at], at),
            _ => (-1, -1),
        };
        return open > 0 && close > open + 2 && text[open + 1] == '.' && char.IsLetterOrDigit(text[open - 1])
            && (close + 1 == text.Length || text[close + 1] is '/' or ':') && !text.AsSpan(open + 1, close - open - 1).ContainsAnyExcept(s_label);
    }

    private static bool IsSchemeEnd(string text, int at) => string.CompareOrdinal(text, at, ":/", 0, 2) == 0;

    private static void SkipSpaces(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            text.Length--;
        }
    }
}
