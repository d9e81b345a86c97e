using System.Text.Json;

namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>
/// Values of a JSON body with their places in it, as they are added by whoever reads the body: all of them, or those that somebody will look at. Their text is
/// made only when it is asked for.
/// </summary>
/// <param name="body">UTF-8. Must not change while values are in use.</param>
internal sealed class AnswerValues(ReadOnlyMemory<byte> body)
{
    /// <summary>The place of no value.</summary>
    public const int None = -1;

    private Entry[] _entries = new Entry[32];
    private int _count;

    /// <summary>The whole answer; nothing while no value was added.</summary>
    public AnswerValue Root => _count == 0 ? default : new(this, 0);

    /// <summary>All values of a body.</summary>
    /// <exception cref="JsonException">It is no JSON, is cut short or too deep.</exception>
    public static AnswerValues Read(ReadOnlyMemory<byte> body, int maxDepth)
    {
        var values = new AnswerValues(body);
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        values.AddWhole(ref reader, None);
        while (reader.Read())
        {
        }

        return values;
    }

    /// <summary>Adds the value at which the reader stands, without what is in it.</summary>
    /// <param name="into">The list or object in which it stands; <see cref="None"/> for the whole answer.</param>
    /// <param name="name">As a member; null for others.</param>
    public int Add(ref Utf8JsonReader reader, int into, string? name) => Add(ref reader, into, new Entry { Name = name });

    /// <summary>Adds the value at which the reader stands, or the member whose name that is, with all that is in it. The reader is left at its end.</summary>
    public void AddWhole(ref Utf8JsonReader reader, int into)
    {
        var named = default(Entry);
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            named = Named(ref reader);
            reader.Read();
        }

        var at = Add(ref reader, into, named);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            AddContent(ref reader, at);
        }
    }

    /// <summary>Adds all that is in a list or object, at whose beginning the reader stands. It is left at the end of that.</summary>
    public void AddContent(ref Utf8JsonReader reader, int into)
    {
        var depth = reader.CurrentDepth;
        var named = default(Entry);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    named = Named(ref reader);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray when reader.CurrentDepth == depth:
                    return;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    into = _entries[into].Into;
                    break;
                default:
                    var at = Add(ref reader, into, named);
                    into = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? at : into;
                    named = default;
                    break;
            }
        }
    }

    /// <summary>How many items or members a value has, those that were not added included.</summary>
    public void SetCount(int value, int count)
    {
        if (value != None)
        {
            _entries[value].Count = count;
        }
    }

    /// <summary>The first value in a list or object, or the one behind a value in the same; <see cref="None"/> when there is none.</summary>
    public int FirstIn(int value) => _entries[value].First - 1;

    /// <inheritdoc cref="FirstIn"/>
    public int Behind(int value) => _entries[value].Next - 1;

    public JsonTokenType KindOf(int value) => _entries[value].Kind;

    public int CountOf(int value) => _entries[value].Count;

    /// <summary>As it is written in the body: a text without its quotes. Not for lists and objects.</summary>
    public ReadOnlySpan<byte> Written(int value) => body.Span.Slice(_entries[value].Start, _entries[value].Length);

    /// <summary>The name of a member.</summary>
    /// <exception cref="InvalidOperationException">It is no text: half of a surrogate pair.</exception>
    public string NameOf(int value)
    {
        ref var entry = ref _entries[value];
        return entry.Name ??= JsonText.Unescaped(body.Span.Slice(entry.NameStart, entry.NameLength));
    }

    private int Add(ref Utf8JsonReader reader, int into, Entry entry)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        entry.Kind = reader.TokenType;
        entry.Into = into;
        entry.Start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
        entry.Length = reader.ValueSpan.Length;
        var at = _count++;
        _entries[at] = entry;
        if (into != None)
        {
            ref var holder = ref _entries[into];
            _ = holder.Last == 0 ? holder.First = at + 1 : _entries[holder.Last - 1].Next = at + 1;
            holder.Last = at + 1;
            holder.Count++;
        }

        return at;
    }

    private static Entry Named(ref Utf8JsonReader reader) => new() { NameStart = (int)reader.TokenStartIndex + 1, NameLength = reader.ValueSpan.Length };

    private struct Entry
    {
        public JsonTokenType Kind;
        public int Start;
        public int Length;

        /// <summary>The place of the list or object in which it stands.</summary>
        public int Into;

        /// <summary>Places and 1, so that 0 is none.</summary>
        public int First;
        public int Last;
        public int Next;
        public int Count;
        public int NameStart;
        public int NameLength;
        public string? Name;
    }
}
