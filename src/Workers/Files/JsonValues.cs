using System.Globalization;
using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Files;

/// <summary>Values out of JSON that others wrote: what is missing or of the wrong type is as if it were not there.</summary>
internal static class JsonValues
{
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetMember(name, out var value) ? value.AsText() : null;

    /// <summary>The members of an object, but for those whose names are no text.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element)
    {
        foreach (var member in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
        {
            if (NameOf(member) is { } name)
            {
                yield return (name, member.Value);
            }
        }
    }

    /// <summary>True, 1 or "1"; null when it is not there.</summary>
    public static bool? Flag(this JsonElement element, string name) =>
        !element.TryGetMember(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.TryGetInt32(out var number) && number != 0,
            JsonValueKind.String => value.AsText() is "1" or "true" or "True",
            _ => null,
        };

    /// <summary>A member of this kind; null when there is none.</summary>
    private static JsonElement? Find(this JsonElement element, string name, JsonValueKind kind) =>
        element.TryGetMember(name, out var value) && value.ValueKind == kind ? value : null;

    /// <summary>The elements of an array; nothing when it is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Find(name, JsonValueKind.Array) is { } list ? list.EnumerateArray() : [];

    /// <summary>The elements of an array; an object that stands alone is one.</summary>
    public static IEnumerable<JsonElement> ItemsOrOne(this JsonElement element, string name) =>
        element.Find(name, JsonValueKind.Object) is { } one ? [one] : element.Items(name);

    /// <summary>An id, which some write as a text and some as a number.</summary>
    public static string? Id(this JsonElement element, string name) =>
        element.Text(name) ?? element.Find(name, JsonValueKind.Number)?.GetRawText();

    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.Items(name).Select(JsonMembers.AsText).OfType<string>();

    public static Seen Seen(this JsonElement element, string first, string last) => new(Time(element.Text(first)), Time(element.Text(last)));

    /// <summary>ISO 8601, naive as UTC; or Unix seconds or milliseconds. 0: unknown.</summary>
    public static long Time(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            // From here on seconds would be in the year 5138: it is milliseconds.
            const double Milliseconds = 1e11;
            return (long)(number > Milliseconds ? number / 1000 : number);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time.ToUnixTimeSeconds() : 0;
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
