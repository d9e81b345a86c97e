using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>The text of a seed file: UTF-8, or UTF-16 and UTF-32 as spreadsheets and Windows write them, with or without a byte order mark.</summary>
internal static class SeedText
{
    private const int Looked = 1024;

    /// <param name="file">Stays open.</param>
    /// <param name="fault">What the file is when it is no text at all.</param>
    /// <returns>Null with a fault.</returns>
    public static StreamReader? Open(Stream file, out SeedError? fault)
    {
        var head = new byte[Looked];
        var length = file.ReadAtLeast(head, Looked, throwOnEndOfStream: false);
        ReadOnlySpan<byte> bytes = head.AsSpan(0, length);
        fault = FileSignature.Of(bytes) is { } other ? new($"is {other.Name}", other.Advice) : null;
        return fault is null ? new(new PrefixedStream(head.AsMemory(0, length), file), Guess(bytes), detectEncodingFromByteOrderMarks: true) : null;
    }

    /// <summary>Of a text without a mark: in UTF-16 every other byte of what lists hold is zero.</summary>
    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        const int Least = 4;
        var (even, odd, pairs) = (0, 0, bytes.Length / 2);
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }

        return pairs < Least ? new UTF8Encoding(false)
            : odd > pairs / 2 && even == 0 ? Encoding.Unicode
            : even > pairs / 2 && odd == 0 ? Encoding.BigEndianUnicode
            : new UTF8Encoding(false);
    }
}
