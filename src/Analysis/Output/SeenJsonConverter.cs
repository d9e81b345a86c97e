using System.Text.Json;
using System.Text.Json.Serialization;

namespace IocExplorer.Analysis.Output;

/// <summary>When a relation was seen: <c>{"first": TIME, "last": TIME}</c>; what is not known is left out.</summary>
internal sealed class SeenJsonConverter : JsonConverter<Seen>
{
    public override Seen Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var seen = JsonDocument.ParseValue(ref reader);
        return new(Time(seen.RootElement, "first"), Time(seen.RootElement, "last"));
    }

    public override void Write(Utf8JsonWriter writer, Seen value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.First is { } first)
        {
            writer.WriteString("first"u8, first);
        }

        if (value.Last is { } last)
        {
            writer.WriteString("last"u8, last);
        }

        writer.WriteEndObject();
    }

    private static DateTimeOffset? Time(JsonElement seen, string name) => seen.TryGetProperty(name, out var time) ? time.GetDateTimeOffset() : null;
}
