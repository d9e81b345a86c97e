using System.Text.Json;
using System.Text.Json.Serialization;

namespace IocExplorer.Analysis.Output;

/// <summary>An IOC as results show it: <c>{"type": "domain", "value": "evil.example"}</c>.</summary>
internal sealed class IocJsonConverter : JsonConverter<Ioc>
{
    public override Ioc Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var ioc = JsonDocument.ParseValue(ref reader);
        return ioc.RootElement.ValueKind == JsonValueKind.Object
            && ioc.RootElement.TryGetProperty("type", out var type) && IocTypeNames.TryParse(type.GetString(), out var known)
            && ioc.RootElement.TryGetProperty("value", out var value)
            ? new(known, value.GetString() ?? "")
            : throw new JsonException("An IOC needs a type and a value.");
    }

    public override void Write(Utf8JsonWriter writer, Ioc value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, value.Type.Name());
        writer.WriteString("value"u8, value.Value);
        writer.WriteEndObject();
    }
}
