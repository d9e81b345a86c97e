using IocExplorer.Workers.Definitions.Requests;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads what an operation posts.</summary>
internal sealed class BodyReader(DefinitionErrors errors, PartReader parts)
{
    /// <summary>The fields of a form; their names may hold places too.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form(ObjectReader operation)
    {
        var fields = parts.Fields(operation, "form");
        foreach (var (name, place) in operation.Find("form")?.Members ?? [])
        {
            if (Placeholder.Error(name) is { } wrong)
            {
                errors.Add(place, wrong);
            }
        }

        return fields;
    }

    /// <summary>The JSON as it is sent, with the places in its strings as they were written; null without.</summary>
    public string? Json(ObjectReader operation)
    {
        if (operation.Find("json") is not { } value)
        {
            return null;
        }

        if (value.Kind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            errors.Add(value, $"must be an object or a list, not {value.KindName}");
            return null;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter writer, PositionedJson value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var (name, member) in value.Members)
                {
                    CheckPlaces(name, member);
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                CheckPlaces(value.Text, value);
                writer.WriteStringValue(value.Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.Text);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(value.Kind == JsonValueKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private void CheckPlaces(string text, PositionedJson place)
    {
        if (Placeholder.Error(text) is { } wrong)
        {
            errors.Add(place, wrong);
        }
    }
}
