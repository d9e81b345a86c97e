namespace IocExplorer.Workers.Rdap;

/// <summary>Times as registries write them.</summary>
internal static class RdapTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    /// <summary>RFC 3339, also with an offset without its colon; without an offset it is UTC.</summary>
    public static DateTimeOffset? Of(string? text)
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
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }
}
