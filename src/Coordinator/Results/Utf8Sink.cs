using System.Buffers;
using System.Text;

namespace IocExplorer.Coordinator.Results;

/// <summary>Gathers UTF-8 text in one buffer and passes it on in big pieces; nothing is allocated per node.</summary>
internal sealed class Utf8Sink(Stream stream) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _used;

    public void Append(ReadOnlySpan<byte> utf8)
    {
        while (utf8.Length > _buffer.Length - _used)
        {
            var part = utf8[..(_buffer.Length - _used)];
            part.CopyTo(_buffer.AsSpan(_used));
            _used += part.Length;
            utf8 = utf8[part.Length..];
            Flush();
        }

        utf8.CopyTo(_buffer.AsSpan(_used));
        _used += utf8.Length;
    }

    public void Append(byte ascii)
    {
        if (_used == _buffer.Length)
        {
            Flush();
        }

        _buffer[_used++] = ascii;
    }

    public void AppendSpaces(int count)
    {
        while (count > 0)
        {
            if (_used == _buffer.Length)
            {
                Flush();
            }

            var part = Math.Min(count, _buffer.Length - _used);
            _buffer.AsSpan(_used, part).Fill((byte)' ');
            _used += part;
            count -= part;
        }
    }

    /// <summary>Well-formed UTF-16 as UTF-8.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (_buffer.Length - _used < 256)
            {
                Flush();
            }

            // 3 bytes hold any UTF-16 unit; a pair is not torn apart.
            var part = Math.Min(text.Length, (_buffer.Length - _used) / 3);
            if (part < text.Length && char.IsHighSurrogate(text[part - 1]))
            {
                part--;
            }

            _used += Encoding.UTF8.GetBytes(text[..part], _buffer.AsSpan(_used));
            text = text[part..];
        }
    }

    public void Append(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Append(utf8[..rune.EncodeToUtf8(utf8)]);
    }

    /// <summary>A number in lower-case hex, with leading zeros.</summary>
    public void AppendHex(int value, int digits)
    {
        for (var shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            Append("0123456789abcdef"u8[(value >> shift) & 15]);
        }
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }

    /// <summary>Gives the buffer back; what was not flushed is dropped.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _used = 0;
    }
}
