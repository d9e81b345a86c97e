using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IocExplorer.Persistence.Postgres;

/// <summary>What a query is found by: the first half of SHA-256 over operation, type and value. 16 bytes in the index, whatever the value.</summary>
internal static class QueryKey
{
    private const int HeadBytes = 8;
    private const int KeyBytes = 16;
    private const int OnStack = 512;

    public static Guid Of(Query query) => Of(query.Operation.Value, (short)query.Ioc.Type, Utf8(query.Ioc.Value));

    /// <param name="value">The value in UTF-8, as it is stored.</param>
    public static Guid Of(int operation, short type, ReadOnlySpan<byte> value)
    {
        var length = HeadBytes + value.Length;
        Span<byte> text = length <= OnStack ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(text, operation);
        BinaryPrimitives.WriteInt32BigEndian(text[4..], type);
        value.CopyTo(text[HeadBytes..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return new(hash[..KeyBytes], bigEndian: true);
    }

    /// <summary>Half a surrogate pair becomes U+FFFD, as the contract says.</summary>
    public static byte[] Utf8(string value) => Encoding.UTF8.GetBytes(value);
}
