using System.Text.Json;

namespace IocExplorer.Workers;

/// <summary>
/// Members and texts of JSON from outside. The reader of .NET throws at a name that is no text (half of a surrogate pair), whichever is looked for; here it is
/// skipped.
/// </summary>
internal static class JsonMembers
{
    /// <returns>False as well for what is no object.</returns>
    public static bool TryGetMember(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Of two of the same name the last, as above.
            foreach (var member in element.EnumerateObject().Where(member => IsCalled(member, name)))
            {
                value = member.Value;
            }

            return value.ValueKind != JsonValueKind.Undefined;
        }
    }

    /// <summary>Null of what is no text: another type, bytes that are no UTF-8, half of a surrogate pair.</summary>
    public static string? AsText(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsCalled(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
