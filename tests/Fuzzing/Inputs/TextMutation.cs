using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Damages a text as people, programs and strangers do: pieces lost, doubled, repeated for long, characters that are none.</summary>
internal static class TextMutation
{
    private const int LongRun = 20_000;

    private static readonly string[] s_pieces =
    [
        "\"", "'", "`", ",", ";", "\t", "|", ":", "/", "\\", "//", "://", "@", "#", "%", "%00", "%(x)s", "${a}", "$", "&", "=", "==", "+=", "<", ">", "(", ")",
        "[", "]", "{", "}", "[.]", "(.)", "[:]", "[at]", "(dot)",
        "hxxp://", "hxxps[:]//", "http://", "https://[", "\r", "\n", "\r\n", "\n\n", "\0", "\u0001", "\u001b[2J", "\u007f", "\u0085", "\u00a0", "\u200b",
        "\u202e", "\u2028", "\ufeff", "\ufffd", "\ufffe", "\ud800", "\udc00",
        "\ud83d\ude00", "\uff0e", "\u3002", "\uff61", "\uff21", "\u0130", "\u00df", "\u0301", "\u0627", "xn--", "xn--a", "xn--zzzzzzzzz", ".", "..", "...",
        "*.", "-", "--", "_", " ", "  ", "0x7f", "1e400", "-0", "00",
        "99999999999999999999", "NaN", "null", "true", "type", "value", "AND", "OR", "NOT", "IN", "LIKE", "/32", "/128", "/0", ":443", ":99999", "::",
        "::ffff:", "%25", "sep=;", "../", "*", "?", "^", "~", "!", "\u00e9", "\u00c4",
    ];

    public static string Mutate(string text, FuzzRandom random)
    {
        for (var edits = random.Below(8) switch { < 3 => 0, < 6 => 1, _ => random.Between(2, 5) }; edits > 0; edits--)
        {
            text = Once(text, random);
        }

        return text;
    }

    private static string Once(string text, FuzzRandom random)
    {
        var at = random.Below(text.Length + 1);
        var length = Math.Min(text.Length - at, random.Length(8, text.Length));
        return random.Below(12) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Insert(random.Below(text.Length + 1), text.Substring(at, length)),
            3 => text.Remove(at, length).Insert(at, random.Pick(s_pieces)),
            4 => text.Insert(at, ((char)random.Below(random.OneIn(3) ? 0x10000 : 0x80)).ToString()),
            5 => text[..at],
            6 => text[at..],
            7 => SwapCase(text, at, length),
            8 => text.Insert(at, Repeated(random)),
            _ => text.Insert(at, random.Pick(s_pieces)),
        };
    }

    private static string SwapCase(string text, int at, int length)
    {
        var middle = text.Substring(at, length);
        var upper = middle.ToUpperInvariant();
        return text.Remove(at, length).Insert(at, upper == middle ? middle.ToLowerInvariant() : upper);
    }

    private static string Repeated(FuzzRandom random)
    {
        var piece = random.OneIn(2) ? random.Pick(s_pieces) : ((char)random.Between('!', '~')).ToString();
        var times = random.OneIn(40) ? random.Below(LongRun) : random.Between(2, random.OneIn(4) ? 300 : 20);
        return new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
    }
}
