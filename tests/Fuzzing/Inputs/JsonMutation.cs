using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Changes the shape of JSON and leaves it JSON, mostly: what a source's next version, a careless export or an enemy might send.</summary>
internal static class JsonMutation
{
    private const int MostPieces = 400;

    private static readonly string[] s_scalars =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "1e400", "-1e-400", "-0", "9223372036854775808", "18446744073709551616",
        "123456789012345678901234567890", "2147483648", "4294967296", "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\\u202e\"", "\"null\"", "\"0\"", "\"-1\"", "\"1e9\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01\"",
        "\"2026-02-30\"", "\"2026-01-02T03:04:05+99:99\"", "{}", "[]", "[[]]", "[null]", "{\"\":null}",
        "\"quota exceeded\"", "\"not found\"", "\"\\\"\"", "\"\\n\"", "\"=cmd()\"", "\"../../etc/passwd\"",
    ];

    private static readonly string[] s_broken = ["NaN", "Infinity", "undefined", "'x'", "01", "+1", ".5", "\"\\x\"", "\"\\u12\"", "tru", "\"", "", "/* c */ 1",
        "// c\n1", "1,", "\u00e9"];

    /// <summary>The bytes of a changed copy.</summary>
    public static byte[] Mutate(JsonPiece root, FuzzRandom random)
    {
        for (var edits = random.OneIn(8) ? 0 : random.Between(1, 4); edits > 0; edits--)
        {
            Once(root, random);
        }

        var json = JsonWriting.Of(root);
        return ByteMutation.Of(random.OneIn(12) ? TextMutation.Mutate(json, random) : json, random);
    }

    private static void Once(JsonPiece root, FuzzRandom random)
    {
        var pieces = new List<JsonPiece> { root };
        for (var i = 0; i < pieces.Count && pieces.Count < MostPieces; i++)
        {
            pieces.AddRange(pieces[i].Members?.Select(m => m.Value) ?? pieces[i].Items ?? []);
        }

        var piece = random.Pick(pieces);
        switch (random.Below(14))
        {
            case 0 or 1:
                Drop(piece, random);
                break;
            case 2:
                Double(piece, random.Pick(pieces), random);
                break;
            case 3 or 4:
                piece.Become(JsonPiece.Bare(random.Pick(s_scalars)));
                break;
            case 5:
                piece.Become(random.Pick(pieces).Copy());
                break;
            case 6:
                piece.Become(random.OneIn(2) ? JsonPiece.List(piece.Copy()) : JsonPiece.Object((NameIn(pieces, random), piece.Copy())));
                break;
            case 7:
                Rename(piece, NameIn(pieces, random), random);
                break;
            case 8:
                Multiply(piece, random);
                break;
            case 9 when random.OneIn(4):
                piece.Become(JsonPiece.Bare(Deep(random)));
                break;
            case 10 when random.OneIn(4):
                piece.Become(JsonPiece.Bare(random.Pick(s_broken)));
                break;
            case 11:
                piece.Become(JsonPiece.Text(IocTexts.Written(IocTexts.Any(random), random)));
                break;
            case 12:
                piece.Become(JsonPiece.Bare(JsonWriting.Quoted(new string((char)random.Between('!', '~'), random.Length(300, 30_000)))));
                break;
            default:
                piece.Become(JsonPiece.Text(TextMutation.Mutate(piece.Plain ?? IocTexts.Any(random), random)));
                break;
        }
    }

    private static void Drop(JsonPiece piece, FuzzRandom random)
    {
        if (piece.Members is { Count: > 0 } members)
        {
            members.RemoveAt(random.Below(members.Count));
        }
        else if (piece.Items is { Count: > 0 } items)
        {
            items.RemoveAt(random.Below(items.Count));
        }
    }

    private static void Double(JsonPiece piece, JsonPiece other, FuzzRandom random)
    {
        if (piece.Members is { Count: > 0 } members)
        {
            var (name, value) = random.Pick(members);
            members.Insert(random.Below(members.Count + 1), (name, (random.OneIn(2) ? value : other).Copy()));
        }
        else
        {
            piece.Items?.Insert(random.Below(piece.Items.Count + 1), other.Copy());
        }
    }

    private static void Rename(JsonPiece piece, string name, FuzzRandom random)
    {
        if (piece.Members is { Count: > 0 } members)
        {
            var at = random.Below(members.Count);
            members[at] = (name, members[at].Value);
        }
    }

    private static void Multiply(JsonPiece piece, FuzzRandom random)
    {
        if (piece.Items is { Count: > 0 and < 50 } items)
        {
            var one = random.Pick(items);
            items.AddRange(Enumerable.Range(0, random.OneIn(30) ? random.Below(500) : random.Below(12)).Select(_ => one.Copy()));
        }
    }

    private static string NameIn(List<JsonPiece> pieces, FuzzRandom random) => random.Below(8) switch
    {
        0 => TextMutation.Mutate("name", random),
        1 => "\ud800",
        2 => "",
        _ => random.Pick(pieces).Members is { Count: > 0 } members ? random.Pick(members).Name : random.Pick(["type", "id", "data", "error", "value", "code"]),
    };

    private static string Deep(FuzzRandom random)
    {
        var levels = random.OneIn(20) ? random.Below(5000) : random.Between(2, 250);
        var (open, close) = random.OneIn(2) ? ("[", "]") : ("{\"a\":", "}");
        return new StringBuilder().Insert(0, open, levels).Append('1').Insert(levels * open.Length + 1, close, levels).ToString();
    }
}
