using System.Globalization;
using System.Text.Json;

namespace IocExplorer.Workers.Rdap;

/// <summary>Looks into an answer without believing its shape: what is not there, or of another kind, is nothing.</summary>
internal static class RdapJson
{
    private static readonly string[] Offsets =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    public static JsonElement? Member(this JsonElement element, string name) => element.TryGetMember(name, out var member) ? member : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.AsText(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A list of texts, or a single text in its place.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(JsonMembers.AsText).OfType<string>(),
        { ValueKind: JsonValueKind.String } text => new[] { text.AsText() }.OfType<string>(),
        _ => [],
    };

    /// <summary>RFC 3339, also with an offset without its colon; without an offset it is UTC.</summary>
    public static DateTimeOffset? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > 5
            && text[^5] is '+' or '-'
            && text.Contains('T', StringComparison.Ordinal)
            && !text.AsSpan(text.Length - 4).ContainsAnyExceptInRange('0', '9'))
        {
            text = $"{text.AsSpan(0, text.Length - 2)}:{text.AsSpan(text.Length - 2)}";
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Offsets, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }
}
