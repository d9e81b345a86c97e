using System.Security.Cryptography;
using System.Text;

namespace IocExplorer.Analysis.Exports;

/// <summary>UUIDs that follow from a name: version 5 of RFC 9562. The same name has the same UUID in each export.</summary>
internal static class NameBasedUuid
{
    private const int Bytes = 16;

    /// <summary>For all that no published standard has a namespace for.</summary>
    public static Guid Own { get; } = new("9a230728-cd0a-476c-bcd6-b166262af287");

    public static Guid Of(Guid space, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[Bytes + text.Length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, Bytes);
#pragma warning disable CA5350 // The standard names SHA-1; nothing here is secret.
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..Bytes], bigEndian: true);
    }

    /// <summary>Of parts that hold no line break.</summary>
    public static Guid Of(params IEnumerable<string> parts) => Of(Own, string.Join('\n', parts));
}
