using System.Runtime.InteropServices;
using System.Text;

namespace IocExplorer.Analysis.Records;

/// <summary>Reads what <see cref="FieldWriter"/> wrote. Anything else ends in a <see cref="DamagedTreeRecordException"/>.</summary>
internal sealed class FieldReader(byte[] bytes)
{
    private int _at;

    public bool IsAtEnd => _at == bytes.Length;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    /// <summary>How many of something follow, at least a byte each: never more than bytes are left.</summary>
    public int Count() => Index(bytes.Length - _at + 1);

    /// <summary>A number from 0 that is less than <paramref name="end"/>.</summary>
    public int Index(int end) => Number() is var value && value < (ulong)end ? (int)value : throw Damaged();

    public long Signed() => Number() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    public byte Byte() => _at < bytes.Length ? bytes[_at++] : throw Damaged();

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (length > bytes.Length - _at)
        {
            throw Damaged();
        }

        _at += length;
        return bytes.AsSpan(_at - length, length);
    }

    public string Text()
    {
        var length = Number();
        if (length >> 1 > (ulong)(bytes.Length - _at))
        {
            throw Damaged();
        }

        var text = Bytes((int)(length >> 1));
        return (length & 1) == 0 ? Encoding.UTF8.GetString(text) : new string(MemoryMarshal.Cast<byte, char>(text));
    }

    public static DamagedTreeRecordException Damaged() => new("The tree record is damaged: its fields do not fit together.");
}
