using System.Buffers.Binary;
using Akka.Actor;

namespace IocExplorer.Messages.Serialization;

/// <summary>
/// Writes the fields of one message in the wire format of Protocol Buffers. Texts that come again and again (sources, labels, actors) go
/// to a table of the message and are
/// named by number. A value that is the default of its field is left out, except by the methods that state it. Used again for the next
/// message; one thread at a time.
/// </summary>
internal sealed class WireWriter
{
    internal const int Varint = 0;
    internal const int Fixed64 = 1;
    internal const int Bytes = 2;
    internal const int Fixed32 = 5;

    private const int KeptBytes = 1 << 20;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>Left out when it is 0.</summary>
    public void Number(int field, long value)
    {
        if (value != 0)
        {
            NumberOrZero(field, value);
        }
    }

    /// <summary>For what is null when it is left out, or has another default than 0.</summary>
    public void NumberOrZero(int field, long? value)
    {
        if (value is { } known)
        {
            Tag(field, Varint);
            Raw(ZigZag(known));
        }
    }

    public void Flag(int field, bool value) => Number(field, value ? 1 : 0);

    /// <summary>An instant, to 100 ns; the offset is not kept, it reads as UTC. Left out when it is null.</summary>
    public void Time(int field, DateTimeOffset? value)
    {
        if (value is { } known)
        {
            Tag(field, Fixed64);
            BinaryPrimitives.WriteInt64LittleEndian(Room(8), known.UtcTicks);
            _length += 8;
        }
    }

    public void Duration(int field, TimeSpan? value) => NumberOrZero(field, value?.Ticks);

    /// <summary>Any string, half surrogates too. Left out when it is empty.</summary>
    public void Text(int field, string value)
    {
        if (value.Length > 0)
        {
            TextOrEmpty(field, value);
        }
    }

    /// <summary>Left out when it is null.</summary>
    public void TextOrEmpty(int field, string? value)
    {
        if (value is not null)
        {
            Tag(field, Bytes);
            RawText(value);
        }
    }

    /// <summary>A text that stands in other fields of the message too.</summary>
    public void Shared(int field, string value)
    {
        Tag(field, Varint);
        Raw(ZigZag(NumberOf(value)));
    }

    public void Actor(int field, IActorRef actor) => Shared(field, Akka.Serialization.Serialization.SerializedActorPath(actor));

    /// <summary>Always written, so that a list of it keeps its length.</summary>
    public void Nested<T>(int field, T value, Action<WireWriter, T> write)
    {
        Tag(field, Bytes);
        var start = BeginBytes(1);
        write(this, value);
        EndBytes(start, 1);
    }

    public void Each<T>(int field, IReadOnlyList<T> values, Action<WireWriter, T> write)
    {
        for (var i = 0; i < values.Count; i++)
        {
            Nested(field, values[i], write);
        }
    }

    /// <summary>As one field. Left out when the list is empty.</summary>
    public void Numbers<T>(int field, IReadOnlyList<T> values, Func<T, long> number)
    {
        if (values.Count > 0)
        {
            Tag(field, Bytes);
            var start = BeginBytes(1);
            for (var i = 0; i < values.Count; i++)
            {
                Raw(ZigZag(number(values[i])));
            }

            EndBytes(start, 1);
        }
    }

    /// <summary>The whole message: its table, then its fields. Empties the writer.</summary>
    public byte[] ToMessage()
    {
        var body = _length;
        for (var i = 0; i < _texts.Count; i++)
        {
            TextOrEmpty(WireReader.TableField, _texts[i]);
        }

        // The fields are written first, since only they say what is in the table; readers want the table first.
        var table = _length - body;
        var head = VarintSize(((uint)WireReader.BodyField << 3) | Bytes) + VarintSize((ulong)body);
        var message = new byte[table + head + body];
        _buffer.AsSpan(body, table).CopyTo(message);
        _length = 0;
        Tag(WireReader.BodyField, Bytes, message.AsSpan(table), body);
        return message;
    }

    /// <summary>Ready for the next message; a buffer that has grown large is let go.</summary>
    public void Clear()
    {
        _numbers.Clear();
        _texts.Clear();
        _length = 0;
        if (_buffer.Length > KeptBytes)
        {
            _buffer = new byte[4096];
        }
    }

    internal static int VarintSize(ulong value) => value == 0 ? 1 : (64 - System.Numerics.BitOperations.LeadingZeroCount(value) + 6) / 7;

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static int Put(Span<byte> to, ulong value)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            to[at++] = (byte)(value | 0x80);
        }

        to[at++] = (byte)value;
        return at;
    }

    private int NumberOf(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _texts.Add(text);
            _numbers.Add(text, number);
        }

        return number;
    }

    private void Tag(int field, int kind) => Raw(((uint)field << 3) | (uint)kind);

    private void Tag(int field, int kind, Span<byte> to, int length)
    {
        var at = Put(to, ((uint)field << 3) | (uint)kind);
        at += Put(to[at..], (ulong)length);
        _buffer.AsSpan(0, length).CopyTo(to[at..]);
    }

    private void Raw(ulong value) => _length += Put(Room(10), value);

    private void RawText(string value)
    {
        var expected = VarintSize((ulong)value.Length);
        var start = BeginBytes(expected);
        var room = Room(value.Length * 3);
        _length += LenientUtf8.Encode(value, room);
        EndBytes(start, expected);
    }

    private int BeginBytes(int sizeOfLength)
    {
        Room(sizeOfLength);
        _length += sizeOfLength;
        return _length;
    }

    /// <summary>Writes the length in front, and moves what stands behind where it takes more room than was kept for it.</summary>
    private void EndBytes(int start, int sizeOfLength)
    {
        var length = _length - start;
        var size = VarintSize((ulong)length);
        var more = size - sizeOfLength;
        if (more > 0)
        {
            Room(more);
            _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + more));
            _length += more;
        }

        Put(_buffer.AsSpan(start - sizeOfLength), (ulong)length);
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        return _buffer.AsSpan(_length);
    }
}
