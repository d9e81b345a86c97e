using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using IocExplorer.SourceSimulator.Dialects;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>
/// The text form of troubles: <c>KIND[:FORM][=RATE][,NAME=VALUE]...</c>. One parser serves the command line, the
/// control address and tests.
/// </summary>
public static class TroubleGrammar
{
    /// <summary>The whole grammar for people.</summary>
    public const string Help = """
        A trouble is KIND[:FORM][=RATE][,NAME=VALUE]...   RATE is 0 to 1, and 1 when left out. Without a FORM any of the
        kind's forms comes, chosen by hash. The first trouble that strikes a request is given.

          status:CODE        that HTTP status with the source's error text (status:429,retry-after=2)
          edge-429           429 with a small HTML page, as a proxy in front gives it
          hang               no answer until the client leaves          hang:body    half the body, then nothing
          drip               the right answer, a byte at a time, every=MILLISECONDS (100)
          reset:headers      the connection is cut before any answer    reset:body   half way through the body
          truncate           half the body under the length of the whole
          malformed:FORM     not JSON: cut, unquoted, garbage, blank
          shape:FORM         JSON of another shape: data-object, data-string, data-number, data-null, items-numbers,
                             value-number, code-missing, top-array; what the source could mean is not sent
          html               a web page with status 200
          quota-text:FORM    a quota message with status 200: json, text
          bomb               gzip that unpacks to 256 MB (the 50 MB of big, when the client takes no gzip)
          big                50 MB of JSON
          deep               JSON that nests 20,000 levels
          redirect           302 to another host
          next-elsewhere     a good page (VirusTotal) whose next link leads to another host
          next-loop          pages whose cursor stays the same for ever (VirusTotal, flint). Default form: each value
                             once, then repeats; next-loop:same: the first page again and again; next-loop:empty: no more
          hostile:FORM       a good answer with hostile values in it: path, formula, html, escape, nul, line-break, rtl,
                             long, surrogate, type

        Narrow it down with operation=NAME (flint, Mnemonic/pdns), source=NAME, value=IOC (percent-encode a comma), key=API_KEY,
        first=N (only the first N requests of each query, so that a later attempt succeeds).
        retry-after=SECONDS, future, past, date+N, date-N or any text; location=URL for redirect and next-elsewhere.
        """;

    private static readonly int[] StatusCodes = [400, 401, 403, 404, 409, 424, 429, 500, 502, 503, 504];

    private static readonly FrozenDictionary<TroubleKind, string> Names = new Dictionary<TroubleKind, string>
    {
        [TroubleKind.Status] = "status",
        [TroubleKind.Edge429] = "edge-429",
        [TroubleKind.Hang] = "hang",
        [TroubleKind.Drip] = "drip",
        [TroubleKind.Reset] = "reset",
        [TroubleKind.Truncate] = "truncate",
        [TroubleKind.Malformed] = "malformed",
        [TroubleKind.Shape] = "shape",
        [TroubleKind.Html] = "html",
        [TroubleKind.QuotaText] = "quota-text",
        [TroubleKind.Bomb] = "bomb",
        [TroubleKind.Big] = "big",
        [TroubleKind.Deep] = "deep",
        [TroubleKind.Redirect] = "redirect",
        [TroubleKind.NextElsewhere] = "next-elsewhere",
        [TroubleKind.NextLoop] = "next-loop",
        [TroubleKind.Hostile] = "hostile",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, TroubleKind> Kinds =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static readonly FrozenDictionary<TroubleKind, string[]> Forms = new Dictionary<TroubleKind, string[]>
    {
        [TroubleKind.Status] = [.. StatusCodes.Select(code => code.ToString(CultureInfo.InvariantCulture))],
        [TroubleKind.Hang] = ["body"],
        [TroubleKind.Reset] = ["headers", "body"],
        [TroubleKind.Malformed] = ["cut", "unquoted", "garbage", "blank"],
        [TroubleKind.Shape] =
            ["data-object", "data-string", "data-number", "data-null", "items-numbers", "value-number", "code-missing", "top-array"],
        [TroubleKind.QuotaText] = ["json", "text"],
        [TroubleKind.NextLoop] = ["same", "empty"],
        [TroubleKind.Hostile] = [.. HostileValues.Forms],
    }.ToFrozenDictionary();

    public static string NameOf(TroubleKind kind) => Names[kind];

    /// <summary>The forms that a kind may take; empty when it has only one.</summary>
    public static IReadOnlyList<string> FormsOf(TroubleKind kind) => Forms.GetValueOrDefault(kind, []);

    /// <inheritdoc cref="TroubleRule.Parse"/>
    public static TroubleRule Parse(string text)
    {
        var parts = text.Split(',');
        var (head, rate) = SplitAt(parts[0].Trim(), '=');
        var (name, form) = SplitAt(head, ':');
        if (!Kinds.TryGetValue(name, out var kind))
        {
            throw Fault(text, $"there is no trouble '{name}'; there are {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}");
        }

        if (form is not null && !FormsOf(kind).Contains(form))
        {
            throw Fault(text, FormsOf(kind).Count == 0 ? $"{name} has no forms" : $"{name} has no form '{form}'; it has {string.Join(", ", FormsOf(kind))}");
        }

        if (kind == TroubleKind.Status && form is null)
        {
            throw Fault(text, "a status needs its code, for example status:500");
        }

        var rule = new TroubleRule { Kind = kind, Variant = form, Rate = rate is null ? 1 : ParseRate(text, rate) };
        foreach (var part in parts.Skip(1))
        {
            rule = WithDetail(text, rule, part.Trim());
        }

        return rule;
    }

    /// <inheritdoc cref="TroubleRule.ParseLines"/>
    public static IReadOnlyList<TroubleRule> ParseLines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    internal static string Format(TroubleRule rule)
    {
        var text = new StringBuilder(NameOf(rule.Kind));
        _ = rule.Variant is null ? text : text.Append(':').Append(rule.Variant);
        _ = text.Append('=').Append(rule.Rate.ToString(CultureInfo.InvariantCulture));
        Append("operation", rule.Operation is { } operation ? RelationTable.NameOf(operation) : null);
        Append("operation", rule.Endpoint);
        Append("source", rule.Source);
        Append("value", rule.Value);
        Append("key", rule.Key);
        Append("first", rule.First?.ToString(CultureInfo.InvariantCulture));
        Append("retry-after", rule.RetryAfter);
        Append("every", rule.Kind == TroubleKind.Drip ? rule.Every.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) : null);
        Append("location", rule.Location);
        return text.ToString();

        void Append(string name, string? value) => _ = value is null
            ? text
            : text.Append(',').Append(name).Append('=')
                .Append(value.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal));
    }

    private static TroubleRule WithDetail(string text, TroubleRule rule, string detail)
    {
        var (name, encoded) = SplitAt(detail, '=');
        if (string.IsNullOrEmpty(encoded))
        {
            throw Fault(text, $"'{detail}' is no NAME=VALUE");
        }

        var value = Uri.UnescapeDataString(encoded);
        return name switch
        {
            "operation" => RelationTable.TryFindOperation(value, out var operation)
                ? rule with { Operation = operation }
                : DialectTable.Sources.Contains(value.Split('/')[0]) && value.Contains('/', StringComparison.Ordinal) ? rule with { Endpoint = value }
                : throw Fault(
                    text,
                    $"there is no operation '{value}'; there are {string.Join(", ", Enum.GetValues<Operation>().Select(RelationTable.NameOf))}"),
            "source" => DialectTable.Sources.Contains(value)
                ? rule with { Source = value }
                : throw Fault(text, $"there is no source '{value}'; there are {string.Join(", ", DialectTable.Sources)}"),
            "value" => rule with { Value = value },
            "key" => rule with { Key = value },
            "first" => rule with { First = ParseNumber(text, name, value) },
            "retry-after" => rule with { RetryAfter = value },
            "every" => rule with { Every = TimeSpan.FromMilliseconds(ParseNumber(text, name, value)) },
            "location" => rule with { Location = value },
            _ => throw Fault(text, $"there is no '{name}'; there are operation, source, value, key, first, retry-after, every, location"),
        };
    }

    private static double ParseRate(string text, string rate) =>
        double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1
            ? share
            : throw Fault(text, $"the rate '{rate}' is no number from 0 to 1");

    private static int ParseNumber(string text, string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Fault(text, $"{name} is a whole number above 0, not '{value}'");

    private static (string Before, string? After) SplitAt(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);

    private static FormatException Fault(string text, string reason) => new($"The trouble '{text}' cannot be read: {reason}.");
}
