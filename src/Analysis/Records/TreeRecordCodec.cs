using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace IocExplorer.Analysis.Records;

/// <summary>
/// A <see cref="TreeRecord"/> as bytes, to be stored: self-contained, with its version and a checksum. Several records may follow one another in a stream.
/// </summary>
/// <remarks>
/// <c>IOCT</c>, the version (1 byte), then the lengths of the fields and of their compressed form (4 bytes each, little endian), a checksum of both lengths
/// and of the compressed form
/// (XXH64, 8 bytes), and the compressed form (Brotli). The first five bytes are the same in every later version.
/// </remarks>
public static class TreeRecordCodec
{
    /// <summary>The form that is written; forms up to it are read.</summary>
    public const int Version = 2;

    private const int HeaderLength = 21;
    private const int LargestFields = 1 << 30;
    private const int Quality = 5;
    private const int Window = 22;

    // Read so much at a time: a damaged length ends at the end of the stream, not with all memory taken.
    private const int Portion = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "IOCT"u8;

    /// <exception cref="ArgumentException">The record has no nodes.</exception>
    /// <exception cref="NotSupportedException">The record is larger than 1 GiB before compression.</exception>
    public static void Write(TreeRecord tree, Stream stream)
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
        stream.Write(record);
    }

    /// <summary>Reads one record; the stream is left behind it.</summary>
    /// <exception cref="DamagedTreeRecordException">The bytes are no record, or a damaged one.</exception>
    /// <exception cref="NewerTreeRecordException">A later version of the program wrote it.</exception>
    public static TreeRecord Read(Stream stream)
    {
        var header = new byte[HeaderLength];
        var got = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (got < 5 || !header.AsSpan(0, 4).SequenceEqual(Magic))
        {
            throw new DamagedTreeRecordException("The bytes are no tree record: they do not start as one.");
        }

        if (header[4] > Version)
        {
            throw new NewerTreeRecordException(header[4]);
        }

        var fieldsLength = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(5));
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(9));
        if (got < HeaderLength || header[4] == 0 || fieldsLength is < 0 or > LargestFields || length < 0)
        {
            throw new DamagedTreeRecordException("The tree record is damaged in its first bytes, or cut short there.");
        }

        var compressed = ReadExactly(stream, length);
        if (BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(13)) != Checksum(header.AsSpan(5, 8), compressed))
        {
            throw new DamagedTreeRecordException("The tree record is damaged: its checksum is another.");
        }

        var fields = new byte[fieldsLength];
        if (!BrotliDecoder.TryDecompress(compressed, fields, out var written) || written != fieldsLength)
        {
            throw new DamagedTreeRecordException("The tree record is damaged: it does not decompress to its length.");
        }

        return TreeRecordFields.Read(fields, header[4]);
    }

    private static byte[] ReadExactly(Stream stream, int length)
    {
        var bytes = new byte[Math.Min(length, Portion)];
        for (var got = 0; got < length;)
        {
            if (got == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * got));
            }

            var more = stream.Read(bytes, got, bytes.Length - got);
            got += more;
            if (more == 0)
            {
                throw new DamagedTreeRecordException($"The tree record is cut short: {got} of {length} bytes are there.");
            }
        }

        return bytes;
    }

    private static ulong Checksum(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> compressed)
    {
        var hash = new XxHash64();
        hash.Append(lengths);
        hash.Append(compressed);
        return hash.GetCurrentHashAsUInt64();
    }
}
