using System.Buffers;
using System.Text;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// Undoes defanging (writing an indicator so that it cannot be clicked), and removes what is copied along from a report: brackets around
/// dots, slashes, colons and the @ (<see cref="BracketTokens"/>), backslashes in front of them, quotes and brackets around the whole, spaces, full-width
/// letters of an input method.
/// This is done in the whole value, whatever its type and scheme. <c>hxxp</c> needs no undoing: <see cref="UrlHost"/> takes any
/// scheme.
/// </summary>
internal static class Refanging
{
    // Each pass removes brackets; they are never nested as deep as this.
    private const int MostPasses = 16;
    private const string Escaped = ".:/[](){}<>-_";
    private static readonly SearchValues<char> s_marks = SearchValues.Create("[](){}<>\\");
    private static readonly SearchValues<char> s_inScheme = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.*[](){}<>");
    private static readonly (string Written, string Meant)[] s_bareWords = [(" dot ", "."), (" at ", "@"), (" . ", "."), (" @ ", "@")];

    private static readonly (char Open, char Close)[] s_wrappers =
    [
        ('"', '"'), ('\'', '\''), ('`', '`'), ('\u201C', '\u201D'), ('\u2018', '\u2019'), ('\u00AB', '\u00BB'),
        ('<', '>'), ('(', ')'), ('[', ']'), ('{', '}'),
    ];

    /// <summary>Whether there is nothing to undo in a text of printable ASCII without spaces.</summary>
    public static bool IsUndone(ReadOnlySpan<char> text) => !text.ContainsAny(s_marks) || text.SequenceEqual(Undo(text.ToString()));

    /// <summary>The same string when there is nothing to undo; empty when there is no end to it.</summary>
    public static string Undo(string text)
    {
        var before = text;
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var after = UndoOnce(before);
            if (after.Length == before.Length && after == before)
            {
                return after;
            }

            before = after;
        }

        return "";
    }

    private static string UndoOnce(string text)
    {
        var plain = WithoutBackslashes(Narrow(text));
        plain = BracketTokens.AreIn(plain) ? BracketTokens.Undo(plain) : plain;
        plain = WithoutWords(plain);
        var inner = Unwrap(plain);
        return WithPlainScheme(inner.Length == plain.Length ? plain : inner.ToString());
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

    /// <summary>
    /// <c>example\.com</c>, as patterns and Markdown write it, <c>http:\/\/</c> as JSON does, and <c>http:\\example.com\a</c>. One in front of an @ is no
    /// decoration.
    /// </summary>
    private static string WithoutBackslashes(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var slashes = text.IndexOf(@":\\", StringComparison.Ordinal);
        if (slashes > 0 && !text.AsSpan(0, slashes).ContainsAnyExcept(s_inScheme))
        {
            return text.Replace('\\', '/');
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length || !Escaped.Contains(text[i + 1], StringComparison.Ordinal))
            {
                plain.Append(text[i]);
            }
        }

        return plain.Length == text.Length ? text : plain.ToString();
    }

    /// <summary><c>me at example dot com</c>, <c>192 . 0 . 2 . 7</c>. In a path such words may be its own.</summary>
    private static string WithoutWords(string text)
    {
        if (!text.Contains(' ', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (written, meant) in s_bareWords)
        {
            text = text.Replace(written, meant, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>No brackets in the scheme (<c>hxxp[s]://</c>) and no spaces around its end.</summary>
    private static string WithPlainScheme(string text)
    {
        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (end <= 0)
        {
            return text;
        }

        var scheme = text.AsSpan(0, end).TrimEnd();
        var rest = text.AsSpan(end + 3).TrimStart();
        if (scheme.ContainsAnyExcept(s_inScheme) || (scheme.Length + rest.Length + 3 == text.Length && !BracketTokens.AreIn(scheme)))
        {
            return text;
        }

        return $"{string.Concat(scheme.ToString().Where(c => !s_marks.Contains(c)))}://{rest}";
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
