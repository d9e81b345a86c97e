using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>A reusable byte array that an answer is written into. One thread uses it at a time.</summary>
internal sealed class Utf8Buffer
{
    // What JSON strings hold as it is; everything else goes the long way through the encoder.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !#$%&()*+,-./:;<=>?@[]^_`{|}~");

    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    /// <summary>Adds text that needs no escaping in JSON.</summary>
    public void AddPlain(ReadOnlySpan<char> text) =>
        Length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));

    /// <summary>Adds a JSON string with its quotes.</summary>
    public void AddString(string text)
    {
        Add("\""u8);
        AddEscaped(text);
        Add("\""u8);
    }

    /// <summary>Adds the inside of a JSON string.</summary>
    public void AddEscaped(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(Plain))
        {
            Add(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        }
        else
        {
            AddPlain(text);
        }
    }

    public void AddNumber(long number)
    {
        _ = Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    private Span<byte> Room(int needed)
    {
        if (_bytes.Length - Length < needed)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + needed));
        }

        return _bytes.AsSpan(Length);
    }
}
