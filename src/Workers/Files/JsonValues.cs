using System.Globalization;
using System.Text.Json;

namespace IocExplorer.Workers.Files;

/// <summary>Values as they stand in files of intelligence.</summary>
internal static class JsonValues
{
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

    public static Seen Seen(this JsonElement element, string first, string last) => new(Time(element.Text(first)), Time(element.Text(last)));

    /// <summary>ISO 8601, naive as UTC; or Unix seconds or milliseconds. 0: unknown.</summary>
    public static long Time(string? text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            // From here on seconds would be in the year 5138: it is milliseconds.
            const double Milliseconds = 1e11;
            return (long)(number > Milliseconds ? number / 1000 : number);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time.ToUnixTimeSeconds() : 0;
    }
}
