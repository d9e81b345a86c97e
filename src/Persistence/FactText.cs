using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>
/// Relations as they stand in a store: <c>[["VT: IP to downloaded file","file","v1","v2"],...]</c>. Neighbours with the same label and type share a run;
/// order and repetition are kept. Used by one thread.
/// </summary>
internal sealed class RelationsText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    public RelationsText() => _writer = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(IReadOnlyList<Relation> relations)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartArray();
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
        }

        if (relations.Count > 0)
        {
            _writer.WriteEndArray();
        }

        _writer.WriteEndArray();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> makes.</exception>
    public static IReadOnlyList<Relation> Read(ReadOnlySpan<byte> text)
    {
        var relations = new List<Relation>();
        var reader = new Utf8JsonReader(text);
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            Expect(ref reader, JsonTokenType.String);
            var label = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            if (!IocTypeNames.TryParse(reader.GetString(), out var type))
            {
                throw new JsonException("A run of relations names no IOC type.");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                relations.Add(new(label, new(type, reader.GetString()!)));
            }
        }

        return relations;
    }

    public void Dispose() => _writer.Dispose();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException($"Relations hold {reader.TokenType} where {token} belongs.");
        }
    }
}
