using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;

namespace IocExplorer.Coordinator.Api.Results;

/// <summary>
/// Writes a ZIP archive, one entry after the other, of content that is compressed with gzip already. What gzip has compressed and what ZIP wants
/// compressed is the same (deflate, with CRC-32 and length beside it), so it is taken over as it is. System.IO.Compression's ZipArchive would unpack
/// and pack everything: measured for 2,000 trees of two files of 30 KB each, 25 ms of processor time here and 620 ms there (160 ms and six times the
/// bytes when it stores them unpacked).
/// </summary>
/// <remarks>Archives of more than 65,535 entries or 4 GB get the larger records of ZIP64. A single entry is below 2 GB: it was in memory.</remarks>
/// <param name="output">Where to; is not completed.</param>
/// <param name="startsAt">Bytes that stand before the archive.</param>
internal sealed class ZipStream(PipeWriter output, long startsAt = 0)
{
    private const int GzipHeader = 10;
    private const int GzipTrailer = 8;
    private const ushort Version = 20;
    private const ushort VersionOfZip64 = 45;
    private const ushort NamesAreUtf8 = 1 << 11;
    private const ushort Deflate = 8;

    private readonly List<Entry> _entries = [];
    private long _at = startsAt;

    /// <param name="name">Of a plain file; not given before.</param>
    /// <param name="gzip">The content: one member without options in its header, as GZipStream writes it.</param>
    /// <param name="modified">Kept as UTC, to two seconds.</param>
    /// <exception cref="InvalidDataException">The content is something else.</exception>
    public async Task AddAsync(string name, ReadOnlyMemory<byte> gzip, DateTimeOffset modified, CancellationToken cancellation)
    {
        if (gzip.Length < GzipHeader + GzipTrailer || !gzip.Span.StartsWith<byte>([0x1f, 0x8b, (byte)Deflate, 0]))
        {
            throw new InvalidDataException($"{name} is not compressed as expected.");
        }

        var trailer = gzip.Span[^GzipTrailer..];
        var deflated = gzip[GzipHeader..^GzipTrailer];
        var entry = new Entry(
            Encoding.UTF8.GetBytes(name),
            _at,
            Stamp(modified),
            BinaryPrimitives.ReadUInt32LittleEndian(trailer),
            (uint)deflated.Length,
            BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
        _entries.Add(entry);
        Write(entry.LocalHeader());
        _at += deflated.Length;
        await output.WriteAsync(deflated, cancellation);
    }

    /// <summary>Writes what an archive ends with.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        var directory = _at;
        foreach (var entry in _entries)
        {
            Write(entry.DirectoryHeader());
            if (output.UnflushedBytes > 64 * 1024)
            {
                await output.FlushAsync(cancellation);
            }
        }

        var end = new Record(98);
        WriteEnd(ref end, directory, _at - directory);
        Write(end.Bytes);
        await output.FlushAsync(cancellation);
    }

    private void WriteEnd(ref Record end, long directory, long length)
    {
        var isLarge = _entries.Count >= ushort.MaxValue || directory >= uint.MaxValue || length >= uint.MaxValue;
        if (isLarge)
        {
            var at = _at;
            end.Add(0x06064b50u);
            end.Add(44ul);
            end.Add(VersionOfZip64);
            end.Add(VersionOfZip64);
            end.Add(0u);
            end.Add(0u);
            end.Add((ulong)_entries.Count);
            end.Add((ulong)_entries.Count);
            end.Add((ulong)length);
            end.Add((ulong)directory);
            end.Add(0x07064b50u);
            end.Add(0u);
            end.Add((ulong)at);
            end.Add(1u);
        }

        var count = isLarge ? ushort.MaxValue : (ushort)_entries.Count;
        end.Add(0x06054b50u);
        end.Add((ushort)0);
        end.Add((ushort)0);
        end.Add(count);
        end.Add(count);
        end.Add(isLarge ? uint.MaxValue : (uint)length);
        end.Add(isLarge ? uint.MaxValue : (uint)directory);
        end.Add((ushort)0);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output.GetSpan(bytes.Length));
        output.Advance(bytes.Length);
        _at += bytes.Length;
    }

    // The format of MS-DOS: years from 1980 to 2107.
    private static uint Stamp(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var year = Math.Clamp(utc.Year, 1980, 2107);
        return (uint)(((year - 1980) << 25) | (utc.Month << 21) | (utc.Day << 16) | (utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2));
    }

    private sealed record Entry(byte[] Name, long Offset, uint Modified, uint Crc, uint Compressed, uint Length)
    {
        public ReadOnlySpan<byte> LocalHeader()
        {
            var header = new Record(30 + Name.Length);
            header.Add(0x04034b50u);
            header.Add(Version);
            AddCommon(ref header);
            header.Add((ushort)0);
            header.Add(Name);
            return header.Bytes;
        }

        public ReadOnlySpan<byte> DirectoryHeader()
        {
            var isFar = Offset >= uint.MaxValue;
            var header = new Record(46 + Name.Length + 12);
            header.Add(0x02014b50u);
            header.Add(isFar ? VersionOfZip64 : Version);
            header.Add(isFar ? VersionOfZip64 : Version);
            AddCommon(ref header);
            header.Add((ushort)(isFar ? 12 : 0));
            header.Add((ushort)0);
            header.Add((ushort)0);
            header.Add((ushort)0);
            header.Add(0u);
            header.Add(isFar ? uint.MaxValue : (uint)Offset);
            header.Add(Name);
            if (isFar)
            {
                header.Add((ushort)1);
                header.Add((ushort)8);
                header.Add((ulong)Offset);
            }

            return header.Bytes;
        }

        private void AddCommon(ref Record header)
        {
            header.Add(NamesAreUtf8);
            header.Add(Deflate);
            header.Add(Modified);
            header.Add(Crc);
            header.Add(Compressed);
            header.Add(Length);
            header.Add((ushort)Name.Length);
        }
    }

    /// <summary>Numbers as ZIP has them: little end first.</summary>
    private struct Record(int room)
    {
        private readonly byte[] _bytes = new byte[room];
        private int _length;

        public readonly ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public void Add(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(ushort);
        }

        public void Add(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(uint);
        }

        public void Add(ulong value)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(ulong);
        }

        public void Add(byte[] value)
        {
            value.CopyTo(_bytes, _length);
            _length += value.Length;
        }
    }
}
