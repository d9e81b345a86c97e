using System.Globalization;
using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Lists of what is known: MISP's warninglists, a user's own lines, ranks of popular names, and what says how they are read.</summary>
internal static class ListTexts
{
    private static readonly string[] s_types = ["string", "hostname", "cidr", "substring", "regex", "regex", "Hostname ", "other"];
    private static readonly string[] s_attributes = ["domain", "hostname", "ip-src", "ip-dst", "url", "md5", "email-src", "domain|ip", "AS", "port"];

    private static readonly string[] s_patterns =
    [
        "/^abuse@/i", "^(a+)+$", "(a|a)*b", "(.*)*x", "\\d+\\.example\\.com$", "a{1,1000}", "(a{1,100}){1,100}", "(?=a)b", "(a)\\1", "[a-z", "(?<n>a)\\k<n>",
        "\\p{IsGreek}", "#x#", "{a}", "(", "/a/k", "(?i)a", ".{0,2000}x", "(x+x+)+y", "\\u0041", "[\\s\\S]*?z", "((((((a))))))", "^$", "",
        "~^https?://[^/]+/(a|b|c)*$~", "(?>a+)b", "(?:a?){30}a{30}", "\\b\\B", "a**", "(?(1)a|b)", "[^\\x00-\\x7f]", "(?#c)", "%\\.exe$%i",
    ];

    private static readonly string[] s_classes = ["known-good", "shared", "scanner", "known-bad", "hosting", "info", "none of them", ""];

    public static JsonPiece WarningList(FuzzRandom random)
    {
        var type = random.Pick(s_types);
        var list = JsonPiece.Object(
            ("name", JsonPiece.Text(random.Pick(["List of made-up names", "", "\u202ex", "Top 10 of nothing"]))),
            ("type", JsonPiece.Text(type)),
            ("version", JsonPiece.Bare(random.Pick(["1", "20260102", "1.5", "\"v2\"", "1e300"]))),
            ("description", JsonPiece.Text("made up")));
        if (!random.OneIn(3))
        {
            list.With("matching_attributes", JsonPiece.List([.. Enumerable.Range(0, random.Below(5)).Select(_ => JsonPiece.Text(random.Pick(s_attributes)))]));
        }

        if (random.OneIn(4))
        {
            list.With("class", JsonPiece.Text(random.Pick(s_classes))).With("tag", JsonPiece.Text(random.Pick(["CDN", "", "a\nb"])));
        }

        var entries = JsonPiece.List([.. Enumerable.Range(0, random.Length(15, 300)).Select(_ => JsonPiece.Text(Entry(type, random)))]);
        return random.OneIn(3) ? JsonPiece.Object([("list", entries), .. list.Members!]) : list.With("list", entries);
    }

    public static JsonPiece Classes(FuzzRandom random) => JsonPiece.Object(
        [.. Enumerable.Range(0, random.Below(6)).Select(_ => (
            random.Pick(["List of made-up names", "*", "list*", "?", "**x**", "Top*", "<>\"*"]),
            JsonPiece.Object(("class", JsonPiece.Text(random.Pick(s_classes))), ("tag", JsonPiece.Text("CDN")),
                ("goodUpTo", JsonPiece.Bare(random.Pick(["1000", "-1", "1e9", "\"5\""]))))))]);

    /// <param name="isRanked">Names by rank, else a user's own values.</param>
    public static string Lines(bool isRanked, FuzzRandom random)
    {
        var text = new StringBuilder(isRanked && random.OneIn(3) ? "GlobalRank,TldRank,Domain,TLD\n" : "");
        for (var line = random.Length(20, 500); line > 0; line--)
        {
            text.Append(isRanked ? Ranked(random) : Own(random)).Append(random.OneIn(20) ? "\r\n" : "\n");
        }

        return text.ToString();
    }

    private static string Entry(string type, FuzzRandom random) => type switch
    {
        "hostname" => random.OneIn(4) ? $".{IocTexts.Domain(random)}" : IocTexts.Domain(random),
        "cidr" => random.OneIn(3) ? IocTexts.Ipv6(random) : string.Create(CultureInfo.InvariantCulture, $"192.0.2.{random.Below(256)}/{random.Below(40)}"),
        "regex" => random.OneIn(3) ? TextMutation.Mutate(random.Pick(s_patterns), random) : random.Pick(s_patterns),
        "substring" => random.Pick(["a", "exam", ".com", "", "example.com/", "xn--"]),
        _ => IocTexts.Any(random),
    };

    private static string Ranked(FuzzRandom random)
    {
        var rank = random.Pick(["1", "17", "1000000", "-1", "0", "99999999999", "x"]);
        return $"{rank},{(random.OneIn(3) ? "5," : "")}{IocTexts.Domain(random)}{(random.OneIn(5) ? ",com,1,2" : "")}";
    }

    private static string Own(FuzzRandom random) => random.Below(6) switch
    {
        0 => $"# {IocTexts.Any(random)}",
        1 => $"*.{IocTexts.Domain(random)},our names,{random.Pick(s_classes)}",
        2 => $"{IocTexts.Ipv4(random)}/{random.Below(40).ToString(CultureInfo.InvariantCulture)}, our network",
        3 => $"{IocTexts.Any(random)},,{random.Pick(s_classes)} # comment",
        _ => IocTexts.Written(IocTexts.Any(random), random),
    };
}
