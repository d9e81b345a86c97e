using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Requests;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Takes the wanted part out of a text.</summary>
internal static class ValueParts
{
    public static string Of(string text, ValuePart part) => part switch
    {
        ValuePart.BeforePort => BeforePort(text.Trim()),
        ValuePart.Host => Host(text.Trim()),
        ValuePart.LastWord => text.Trim()[(text.Trim().LastIndexOf(' ') + 1)..],
        _ => text,
    };

    /// <param name="separator">Null when the text is one value.</param>
    public static string[] Split(string text, char? separator) =>
        separator is { } between ? text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [text];

    /// <param name="template">With the places of the IOC that was asked about and of the text; null when the text is the value.</param>
    public static string Fill(string? template, Ioc asked, string text) =>
        template?.Replace(Placeholder.Mark, asked.Value, StringComparison.Ordinal).Replace(TagDefinition.Mark, text, StringComparison.Ordinal) ?? text;

    private static string BeforePort(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var close)
        {
            return text[1..close];
        }

        // A second colon makes it an IPv6 address without a port.
        var colon = text.LastIndexOf(':');
        return colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) == colon ? text[..colon] : text;
    }

    // Not left to Uri: what attackers write is often no URL by its rules.
    private static string Host(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = text.AsSpan(start).IndexOfAny("/?#\\");
        var authority = end < 0 ? text[start..] : text[start..(start + end)];
        return BeforePort(authority[(authority.LastIndexOf('@') + 1)..]);
    }
}
