using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace IocExplorer.Analysis.Records;

/// <summary>A <see cref="TreeRecord"/> as bytes, as a store keeps it: self-contained, with its version and a checksum.</summary>
/// <remarks>
/// <c>IOCT</c>, the version (1 byte), then the lengths of the fields and of their compressed form (4 bytes each, little endian), a checksum of both lengths
/// and of the compressed form (XXH64, 8 bytes), and the compressed form (Brotli). The first five bytes are the same in every later version.
/// </remarks>
public static class TreeRecordBytes
{
    /// <summary>The form that is written; forms up to it are read.</summary>
    public const int Version = 2;

    private const int HeaderLength = 21;
    private const int LargestFields = 1 << 30;
    private const int Quality = 5;
    private const int Window = 22;

    private static ReadOnlySpan<byte> Magic => "IOCT"u8;

    /// <exception cref="ArgumentException">The record has no nodes.</exception>
    /// <exception cref="NotSupportedException">The record is larger than 1 GiB before compression.</exception>
    public static ReadOnlyMemory<byte> Pack(TreeRecord tree)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tree.Nodes.Count, nameof(tree));
        var fields = TreeRecordFields.Write(tree);
        if (fields.Length > LargestFields)
        {
            throw new NotSupportedException(
                $"The tree of {tree.Seed} is too large to be kept: {fields.Length} bytes before compression, more than {LargestFields}.");
        }

        var bytes = new byte[HeaderLength + BrotliEncoder.GetMaxCompressedLength(fields.Length)];
        if (!BrotliEncoder.TryCompress(fields, bytes.AsSpan(HeaderLength), out var length, Quality, Window))
        {
            throw new InvalidOperationException("The compressed form of a tree record is larger than the largest that there can be.");
        }

        var record = bytes.AsSpan(0, HeaderLength + length);
        Magic.CopyTo(record);
        record[4] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(record[5..], fields.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[9..], length);
        BinaryPrimitives.WriteUInt64LittleEndian(record[13..], Checksum(record[5..13], record[HeaderLength..]));
        return record.ToArray();
    }

    /// <exception cref="DamagedTreeRecordException">The bytes are no record, or a damaged one.</exception>
    /// <exception cref="NewerTreeRecordException">A later version of the program wrote it.</exception>
    public static TreeRecord Unpack(ReadOnlyMemory<byte> packed)
    {
        var record = packed.Span;
        if (record.Length < 5 || !record.StartsWith(Magic))
        {
            throw new DamagedTreeRecordException("The bytes are no tree record: they do not start as one.");
        }

        if (record[4] > Version)
        {
            throw new NewerTreeRecordException(record[4]);
        }

        var isWhole = record.Length >= HeaderLength;
        var fieldsLength = isWhole ? BinaryPrimitives.ReadInt32LittleEndian(record[5..]) : -1;
        var length = isWhole ? BinaryPrimitives.ReadInt32LittleEndian(record[9..]) : -1;
        if (record[4] == 0 || fieldsLength is < 0 or > LargestFields || length < 0)
        {
            throw new DamagedTreeRecordException("The tree record is damaged in its first bytes, or cut short there.");
        }

        var compressed = record[HeaderLength..];
        if (compressed.Length < length)
        {
            throw new DamagedTreeRecordException($"The tree record is cut short: {compressed.Length} of {length} bytes are there.");
        }

        compressed = compressed[..length];
        if (BinaryPrimitives.ReadUInt64LittleEndian(record[13..]) != Checksum(record[5..13], compressed))
        {
            throw new DamagedTreeRecordException("The tree record is damaged: its checksum is another.");
        }

        var fields = new byte[fieldsLength];
        if (!BrotliDecoder.TryDecompress(compressed, fields, out var written) || written != fieldsLength)
        {
            throw new DamagedTreeRecordException("The tree record is damaged: it does not decompress to its length.");
        }

        return TreeRecordFields.Read(fields, record[4]);
    }

    private static ulong Checksum(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> compressed)
    {
        var hash = new XxHash64();
        hash.Append(lengths);
        hash.Append(compressed);
        return hash.GetCurrentHashAsUInt64();
    }
}
