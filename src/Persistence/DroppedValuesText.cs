using System.Text.Json;
using static IocExplorer.Persistence.FactJson;

namespace IocExplorer.Persistence;

/// <summary>
/// The last of a fact, behind a word at which versions that do not know it stop reading: the values that were left out, each with its relation and the reason:
/// <c>"dropped",["198.51.100.7","VT: IP to domain","is no domain name"]</c>.
/// </summary>
internal static class DroppedValuesText
{
    public const string Word = "dropped";

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<DroppedValue> dropped)
    {
        for (var at = 0; at < dropped.Count; at++)
        {
            if (at == 0)
            {
                writer.WriteStringValue(Word);
            }

            writer.WriteStartArray();
            writer.WriteStringValue(dropped[at].Text);
            writer.WriteStringValue(dropped[at].Relation);
            writer.WriteStringValue(dropped[at].Reason);
            writer.WriteEndArray();
        }
    }

    /// <summary>Reads one of the lists behind the word.</summary>
    /// <param name="reader">Stands on its beginning.</param>
    public static DroppedValue Read(ref Utf8JsonReader reader)
    {
        var value = new DroppedValue(Text(ref reader), Text(ref reader), Text(ref reader));
        Expect(ref reader, JsonTokenType.EndArray);
        return value;
    }
}
