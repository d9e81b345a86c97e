namespace IocExplorer.Workers;

/// <summary>
/// Members and texts of JSON from outside: what is missing or of the wrong type is as if it were not there. The reader of .NET throws at a name that is no text
/// (half of a surrogate pair), whichever is looked for; here it is skipped.
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
            value = element.Members().LastOrDefault(member => member.Name == name).Value;
            return value.ValueKind != JsonValueKind.Undefined;
        }
    }

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

    public static string? Text(this JsonElement element, string name) => element.TryGetMember(name, out var value) ? value.AsText() : null;

    /// <summary>What some write as a text and some as a number.</summary>
    public static string? TextOrNumber(this JsonElement element, string name) =>
        element.Text(name) ?? element.Find(name, JsonValueKind.Number)?.GetRawText();

    /// <summary>A member of this kind; null when there is none.</summary>
    public static JsonElement? Find(this JsonElement element, string name, JsonValueKind kind) =>
        element.TryGetMember(name, out var value) && value.ValueKind == kind ? value : null;

    /// <summary>The elements of an array; nothing when it is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Find(name, JsonValueKind.Array) is { } list ? list.EnumerateArray() : [];

    public static IEnumerable<string> Texts(this JsonElement element, string name) => element.Items(name).Texts();

    /// <summary>Those of the values that are texts.</summary>
    public static IEnumerable<string> Texts(this IEnumerable<JsonElement> values) => values.Select(AsText).OfType<string>();

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
