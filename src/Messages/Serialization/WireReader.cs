using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using Akka.Actor;

namespace IocExplorer.Messages.Serialization;

/// <summary>Reads a value from its fields.</summary>
internal delegate T ReadFields<out T>(ref WireReader reader);

/// <summary>Reads the current field into a value that holds what was read before.</summary>
internal delegate T ReadField<T>(ref WireReader reader, T value);

/// <summary>
/// Reads what <see cref="WireWriter"/> wrote: call <see cref="Next"/>, look at <see cref="Field"/>, read or <see cref="Skip()"/>. Nothing
/// is taken on trust: a length beyond the end,
/// another kind of field than the reader expects, a number outside of its type are refused, before anything is allocated for them. A list
/// grows with what is there.
/// </summary>
/// <remarks>Every method throws a <see cref="SerializationException"/> for bytes that are no such field.</remarks>
internal ref struct WireReader
{
    internal const int TableField = 1;
    internal const int BodyField = 2;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly WireTable _table;
    private int _at;
    private int _kind;

    private WireReader(ReadOnlySpan<byte> bytes, WireTable table)
    {
        _bytes = bytes;
        _table = table;
    }

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <param name="message">What <see cref="WireWriter.ToMessage"/> gave.</param>
    /// <param name="system">Finds the actors that the message names.</param>
    public static WireReader Open(ReadOnlySpan<byte> message, ExtendedActorSystem system)
    {
        var table = new WireTable(system);
        var envelope = new WireReader(message, table);
        ReadOnlySpan<byte> body = [];
        while (envelope.Next())
        {
            switch (envelope.Field)
            {
                case TableField: table.Add(envelope.Text()); break;
                case BodyField: body = envelope.Content(); break;
                default: envelope.Skip(); break;
            }
        }

        return new WireReader(body, table);
    }

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_at == _bytes.Length)
        {
            return false;
        }

        var tag = Raw();
        if (tag >> 3 is 0 or > 0x1FFF_FFFF)
        {
            Refuse("There is no such field number.");
        }

        (Field, _kind) = ((int)(tag >> 3), (int)(tag & 7));
        return true;
    }

    /// <summary>Passes over a field of a newer version.</summary>
    public void Skip()
    {
        switch (_kind)
        {
            case WireWriter.Varint: Raw(); break;
            case WireWriter.Fixed64: Take(8); break;
            case WireWriter.Bytes: Content(); break;
            case WireWriter.Fixed32: Take(4); break;
            default: Refuse("There is no such kind of field."); break;
        }
    }

    /// <inheritdoc cref="Skip()"/>
    /// <returns>The value as it is.</returns>
    public T Skip<T>(T value)
    {
        Skip();
        return value;
    }

    /// <summary>A value of its fields, in whatever order they come.</summary>
    /// <param name="absent">What it is without any; what is not written keeps this.</param>
    public T Fields<T>(T absent, ReadField<T> read)
    {
        var value = absent;
        while (Next())
        {
            value = read(ref this, value);
        }

        return value;
    }

    /// <summary>Reads an element of a list that the value holds.</summary>
    /// <returns>The value as it is.</returns>
    public T Add<T, TItem>(T value, List<TItem> items, ReadFields<TItem> read)
    {
        items.Add(Nested(read));
        return value;
    }

    public long Int64()
    {
        Expect(WireWriter.Varint);
        return UnZigZag(Raw());
    }

    public int Int32() => Narrow(Int64());

    public bool Flag() => Int64() != 0;

    /// <summary>A member of the enumeration; others are refused.</summary>
    public T Member<T>()
        where T : struct, Enum => Defined((T)Enum.ToObject(typeof(T), Int32()));

    /// <summary>The value, when it has a name.</summary>
    public static T Defined<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? value : Refuse<T>($"There is no such {typeof(T).Name}.");

    public DateTimeOffset Time()
    {
        Expect(WireWriter.Fixed64);
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : Refuse<DateTimeOffset>("There is no such time.");
    }

    public TimeSpan Duration() => new(Int64());

    public string Text() => LenientUtf8.Decode(Content());

    public string Shared() => _table.Text(Int32());

    public IActorRef Actor() => _table.Actor(Int32());

    public T Nested<T>(ReadFields<T> read)
    {
        var inner = new WireReader(Content(), _table);
        return read(ref inner);
    }

    /// <summary>All numbers of one field.</summary>
    public List<T> Numbers<T>(Func<int, T> make)
    {
        var inner = new WireReader(Content(), _table);
        List<T> values = [];
        while (inner._at < inner._bytes.Length)
        {
            values.Add(make(Narrow(UnZigZag(inner.Raw()))));
        }

        return values;
    }

    [DoesNotReturn]
    internal static void Refuse(string problem) => throw new SerializationException(problem);

    [DoesNotReturn]
    internal static T Refuse<T>(string problem) => throw new SerializationException(problem);

    private static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static int Narrow(long value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : Refuse<int>("A number is out of range.");

    private ReadOnlySpan<byte> Content()
    {
        Expect(WireWriter.Bytes);
        return Take(Raw());
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
        {
            Refuse("The message is cut short.");
        }

        var taken = _bytes.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    private ulong Raw()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && _at < _bytes.Length; shift += 7)
        {
            var part = _bytes[_at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        return Refuse<ulong>("A number does not end.");
    }

    private readonly void Expect(int kind)
    {
        if (_kind != kind)
        {
            Refuse($"Field {Field} is of another kind.");
        }
    }
}
