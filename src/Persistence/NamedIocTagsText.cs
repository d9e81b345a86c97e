using System.Text.Json;
using static IocExplorer.Persistence.FactJson;

namespace IocExplorer.Persistence;

/// <summary>
/// The end of a fact, behind a word at which versions that do not know it stop reading: the times of the tags that stand before it, by their number, then the
/// tags for hunts with tags only, those of one IOC together, each with its time if it has one:
/// <c>"said",[0,1700000000],["file","v1",["malicious=5","known-bad",1700000000],["name=a.exe","info"]]</c>.
/// </summary>
internal static class NamedIocTagsText
{
    public const string Word = "said";

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<AnswerTag> tags)
    {
        if (!tags.Any(t => t.OnlyWithTags || t.AsOf != 0))
        {
            return;
        }

        writer.WriteStringValue(Word);
        WriteTimes(writer, tags);
        Ioc? about = null;
        foreach (var tag in tags.Where(t => t.OnlyWithTags))
        {
            if (tag.About != about)
            {
                End(writer, about);
                about = tag.About;
                writer.WriteStartArray();
                writer.WriteStringValue(tag.About.Type.Name());
                writer.WriteStringValue(tag.About.Value);
            }

            Write(writer, tag);
        }

        End(writer, about);
    }

    /// <summary>Reads one of the lists behind the word.</summary>
    /// <param name="reader">Stands on its beginning.</param>
    /// <param name="tags">All that stand before it; those that it holds are added.</param>
    public static void Read(ref Utf8JsonReader reader, List<AnswerTag> tags)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.Number)
        {
            ReadTime(ref reader, tags);
            return;
        }

        var about = new Ioc(TypeHere(ref reader), Text(ref reader));
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var tag = new AnswerTag(about, Text(ref reader), Class(ref reader)) { OnlyWithTags = true };
            if (reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                tag = tag with { AsOf = reader.GetInt64() };
                Expect(ref reader, JsonTokenType.EndArray);
            }

            tags.Add(tag);
        }
    }

    private static void WriteTimes(Utf8JsonWriter writer, IReadOnlyList<AnswerTag> tags)
    {
        var number = 0;
        foreach (var tag in tags.Where(t => !t.OnlyWithTags))
        {
            if (tag.AsOf != 0)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(number);
                writer.WriteNumberValue(tag.AsOf);
                writer.WriteEndArray();
            }

            number++;
        }
    }

    private static void Write(Utf8JsonWriter writer, AnswerTag tag)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(tag.Name);
        writer.WriteStringValue(tag.Class.Name());
        if (tag.AsOf != 0)
        {
            writer.WriteNumberValue(tag.AsOf);
        }

        writer.WriteEndArray();
    }

    private static void End(Utf8JsonWriter writer, Ioc? about)
    {
        if (about is not null)
        {
            writer.WriteEndArray();
        }
    }

    private static void ReadTime(ref Utf8JsonReader reader, List<AnswerTag> tags)
    {
        var number = reader.GetInt64();
        var time = Number(ref reader);
        if (number < 0 || number >= tags.Count)
        {
            throw new JsonException("A fact has a time for a tag that it does not have.");
        }

        tags[(int)number] = tags[(int)number] with { AsOf = time };
        Expect(ref reader, JsonTokenType.EndArray);
    }
}
