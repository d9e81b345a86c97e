using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using static IocExplorer.Persistence.FactJson;

namespace IocExplorer.Persistence;

/// <summary>
/// A fact as it stands in a store: <c>[["VT: IP to downloaded file","file","v1",[0,1700000000],"v2"],...,{"total":50000,"tags":[["domain","v1","popular
/// #3","info"]]}]</c>. Neighbours with the same label and type share a run; order and repetition are kept. When it was seen (first, last; Unix seconds, 0 is
/// unknown) stands behind a value that has it; the object comes behind them, and only when there is something in it. An empty list means "no data". Used by one
/// thread. Last come <see cref="NamedIocTagsText"/> and <see cref="DroppedValuesText"/>, when there are any.
/// </summary>
internal sealed class FactText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    public FactText() => _writer = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(Answer.Fact fact)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartArray();
        if (fact is Answer.Found found)
        {
            WriteRelations(found.Relations);
            if (found.Total is not null || found.Tags.Any(t => !t.OnlyWithTags))
            {
                WriteRest(found);
            }

            NamedIocTagsText.Write(_writer, found.Tags);
        }

        DroppedValuesText.Write(_writer, fact.Dropped);
        _writer.WriteEndArray();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> makes.</exception>
    public static Answer Read(ReadOnlySpan<byte> text, bool cut)
    {
        var relations = new List<Relation>();
        List<AnswerTag>? tags = null;
        List<DroppedValue>? dropped = null;
        long? total = null;
        var reader = new Utf8JsonReader(text);
        var (isSaid, isDropped) = (false, false);
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject or JsonTokenType.String)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                isSaid = reader.ValueTextEquals(NamedIocTagsText.Word);
                isDropped = reader.ValueTextEquals(DroppedValuesText.Word);
                if (!isSaid && !isDropped)
                {
                    break;
                }
            }
            else if (isDropped && reader.TokenType == JsonTokenType.StartArray)
            {
                (dropped ??= []).Add(DroppedValuesText.Read(ref reader));
            }
            else if (isSaid && reader.TokenType == JsonTokenType.StartArray)
            {
                NamedIocTagsText.Read(ref reader, tags ??= []);
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadRun(ref reader, relations);
            }
            else
            {
                ReadRest(ref reader, ref total, tags ??= []);
            }
        }

        return relations.Count == 0 && tags is null or { Count: 0 } && !cut
            ? Answer.Empty.Without(dropped ?? [])
            : new Answer.Found(relations, cut) { Tags = tags ?? [], Total = total, Dropped = dropped ?? [] };
    }

    public void Dispose() => _writer.Dispose();

    private void WriteRelations(IReadOnlyList<Relation> relations)
    {
        for (var i = 0; i < relations.Count; i++)
        {
            var relation = relations[i];
            if (i == 0 || relation.Target.Type != relations[i - 1].Target.Type || relation.Label != relations[i - 1].Label)
            {
                if (i > 0)
                {
                    _writer.WriteEndArray();
                }

                _writer.WriteStartArray();
                _writer.WriteStringValue(relation.Label);
                _writer.WriteStringValue(relation.Target.Type.Name());
            }

            _writer.WriteStringValue(relation.Target.Value);
            if (relation.Seen.IsKnown)
            {
                _writer.WriteStartArray();
                _writer.WriteNumberValue(relation.Seen.FirstSeconds);
                _writer.WriteNumberValue(relation.Seen.LastSeconds);
                _writer.WriteEndArray();
            }
        }

        if (relations.Count > 0)
        {
            _writer.WriteEndArray();
        }
    }

    private void WriteRest(Answer.Found fact)
    {
        _writer.WriteStartObject();
        if (fact.Total is { } total)
        {
            _writer.WriteNumber("total"u8, total);
        }

        _writer.WriteStartArray("tags"u8);
        foreach (var (about, name, tagClass) in fact.Tags.Where(t => !t.OnlyWithTags))
        {
            _writer.WriteStartArray();
            _writer.WriteStringValue(about.Type.Name());
            _writer.WriteStringValue(about.Value);
            _writer.WriteStringValue(name);
            _writer.WriteStringValue(tagClass.Name());
            _writer.WriteEndArray();
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private static void ReadRun(ref Utf8JsonReader reader, List<Relation> relations)
    {
        var label = Text(ref reader);
        var type = Type(ref reader);
        while (reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.StartArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                relations.Add(new(label, new(type, reader.GetString()!)));
                continue;
            }

            if (relations.Count == 0)
            {
                throw new JsonException("A fact has a time before the first value.");
            }

            Expect(ref reader, JsonTokenType.Number);
            var first = reader.GetInt64();
            Expect(ref reader, JsonTokenType.Number);
            relations[^1] = relations[^1] with { Seen = new(first, reader.GetInt64()) };
            Expect(ref reader, JsonTokenType.EndArray);
        }
    }

    private static void ReadRest(ref Utf8JsonReader reader, ref long? total, List<AnswerTag> tags)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("total"u8))
            {
                Expect(ref reader, JsonTokenType.Number);
                total = reader.GetInt64();
                continue;
            }

            Expect(ref reader, JsonTokenType.StartArray);
            while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                var about = new Ioc(Type(ref reader), Text(ref reader));
                var name = Text(ref reader);
                tags.Add(new(about, name, Class(ref reader)));
                Expect(ref reader, JsonTokenType.EndArray);
            }
        }
    }
}
