using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace IocExplorer.Analysis.Records;

/// <summary>Numbers in seven bits a byte, and texts, one behind the other.</summary>
internal sealed class FieldWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((int)(value | 0x80));
        }

        Byte((int)value);
    }

    /// <summary>A number from 0.</summary>
    public void Count(int value) => Number((ulong)value);

    /// <summary>A number of either sign; small ones are short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Byte(int value)
    {
        _bytes.GetSpan(1)[0] = (byte)value;
        _bytes.Advance(1);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Any text of .NET. Halves of surrogate pairs, which sources do send, have no form in UTF-8: a text that has one is kept as it is in
    /// memory.</summary>
    public void Text(string text)
    {
        var hasHalves = HasHalves(text);
        var length = hasHalves ? text.Length * sizeof(char) : Encoding.UTF8.GetByteCount(text);
        Number(((ulong)length << 1) | (hasHalves ? 1UL : 0));
        if (hasHalves)
        {
            Bytes(MemoryMarshal.AsBytes(text.AsSpan()));
            return;
        }

        Encoding.UTF8.GetBytes(text, _bytes);
    }

    private static bool HasHalves(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        while (at >= 0 && at < text.Length)
        {
            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1])))
            {
                return true;
            }

            at += char.IsSurrogate(text[at]) ? 2 : 1;
        }

        return false;
    }
}
