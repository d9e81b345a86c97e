using System.Buffers;
using System.Text;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// Undoes what people do to an indicator so that nobody clicks on it, and what comes along when it is copied from a report: brackets around
/// dots, colons and the @, quotes and brackets around the whole, spaces, full-width letters of an input method. <c>hxxp</c> needs no
/// undoing: <see cref="UrlHost"/> takes any scheme.
/// </summary>
internal static class Refanging
{
    private const string Openers = "[({";
    private const string Closers = "])}";
    private static readonly SearchValues<char> s_openers = SearchValues.Create(Openers);
    private static readonly (string Written, string Meant)[] s_tokens =
        [(".", "."), ("dot", "."), (":", ":"), ("://", "://"), ("@", "@"), ("at", "@")];

    private static readonly (char Open, char Close)[] s_wrappers =
    [
        ('"', '"'), ('\'', '\''), ('`', '`'), ('\u201C', '\u201D'), ('\u2018', '\u2019'), ('\u00AB', '\u00BB'),
        ('<', '>'), ('(', ')'), ('[', ']'), ('{', '}'),
    ];

    /// <summary>The same string when there is nothing to undo.</summary>
    public static string Undo(string text)
    {
        var narrow = Narrow(text);
        var plain = narrow.AsSpan().ContainsAny(s_openers) ? WithoutTokens(narrow) : narrow;
        var inner = Unwrap(plain);
        return inner.Length == plain.Length ? plain : inner.ToString();
    }

    /// <summary>Full-width ASCII (U+FF01 to U+FF5E) and the ideographic full stops, as every resolver reads them.</summary>
    private static string Narrow(string text) =>
        !text.AsSpan().ContainsAnyInRange('\u3002', '\uFF61')
            ? text
            : string.Create(text.Length, text, static (narrow, wide) =>
            {
                for (var i = 0; i < narrow.Length; i++)
                {
                    narrow[i] = wide[i] switch
                    {
                        '\u3002' or '\uFF61' => '.',
                        >= '\uFF01' and <= '\uFF5E' => (char)(wide[i] - 0xFEE0),
                        _ => wide[i],
                    };
                }
            });

    private static string WithoutTokens(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var open = text.IndexOfAny(s_openers);
            if (open < 0)
            {
                plain.Append(text);
                break;
            }

            plain.Append(text[..open]);
            text = text[open..];
            if (TokenAt(text, out var meant, out var length))
            {
                TrimEnd(plain);
                plain.Append(meant);
                text = text[length..].TrimStart();
            }
            else
            {
                plain.Append(text[0]);
                text = text[1..];
            }
        }

        return plain.ToString();
    }

    /// <summary>An opening bracket, a word of the table, the closing bracket that belongs to it; spaces inside do not matter.</summary>
    private static bool TokenAt(ReadOnlySpan<char> text, out string meant, out int length)
    {
        const int Longest = 8;
        var near = text[..Math.Min(text.Length, Longest)];
        length = near.IndexOf(Closers[Openers.IndexOf(text[0], StringComparison.Ordinal)]) + 1;
        if (length > 0)
        {
            var word = text[1..(length - 1)].Trim();
            foreach (var token in s_tokens)
            {
                if (word.Equals(token.Written, StringComparison.OrdinalIgnoreCase))
                {
                    meant = token.Meant;
                    return true;
                }
            }
        }

        meant = "";
        return false;
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            text.Length--;
        }
    }

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        while (text.Length > 1 && Array.IndexOf(s_wrappers, (text[0], text[^1])) >= 0)
        {
            text = text[1..^1].Trim();
        }

        return text;
    }
}
