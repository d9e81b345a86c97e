using System.Buffers;
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
        Write(entry.WriteLocalHeader);
        _at += deflated.Length;
        await output.WriteAsync(deflated, cancellation);
    }

    /// <summary>Writes what an archive ends with.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        var directory = _at;
        foreach (var entry in _entries)
        {
            Write(entry.WriteDirectoryHeader);
            if (output.UnflushedBytes > 64 * 1024)
            {
                await output.FlushAsync(cancellation);
            }
        }

        Write(end => WriteEnd(end, directory, _at - directory));
        await output.FlushAsync(cancellation);
    }

    private void WriteEnd(BinaryWriter end, long directory, long length)
    {
        var isLarge = _entries.Count >= ushort.MaxValue || directory >= uint.MaxValue || length >= uint.MaxValue;
        if (isLarge)
        {
            var at = _at;
            end.Write(0x06064b50u);
            end.Write(44ul);
            end.Write(VersionOfZip64);
            end.Write(VersionOfZip64);
            end.Write(0u);
            end.Write(0u);
            end.Write((ulong)_entries.Count);
            end.Write((ulong)_entries.Count);
            end.Write((ulong)length);
            end.Write((ulong)directory);
            end.Write(0x07064b50u);
            end.Write(0u);
            end.Write((ulong)at);
            end.Write(1u);
        }

        var count = isLarge ? ushort.MaxValue : (ushort)_entries.Count;
        end.Write(0x06054b50u);
        end.Write((ushort)0);
        end.Write((ushort)0);
        end.Write(count);
        end.Write(count);
        end.Write(isLarge ? uint.MaxValue : (uint)length);
        end.Write(isLarge ? uint.MaxValue : (uint)directory);
        end.Write((ushort)0);
    }

    private void Write(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using var record = new BinaryWriter(bytes);
        write(record);
        output.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
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
        public void WriteLocalHeader(BinaryWriter header)
        {
            header.Write(0x04034b50u);
            header.Write(Version);
            WriteCommon(header);
            header.Write((ushort)0);
            header.Write(Name);
        }

        public void WriteDirectoryHeader(BinaryWriter header)
        {
            var isFar = Offset >= uint.MaxValue;
            header.Write(0x02014b50u);
            header.Write(isFar ? VersionOfZip64 : Version);
            header.Write(isFar ? VersionOfZip64 : Version);
            WriteCommon(header);
            header.Write((ushort)(isFar ? 12 : 0));
            header.Write((ushort)0);
            header.Write((ushort)0);
            header.Write((ushort)0);
            header.Write(0u);
            header.Write(isFar ? uint.MaxValue : (uint)Offset);
            header.Write(Name);
            if (isFar)
            {
                header.Write((ushort)1);
                header.Write((ushort)8);
                header.Write((ulong)Offset);
            }
        }

        private void WriteCommon(BinaryWriter header)
        {
            header.Write(NamesAreUtf8);
            header.Write(Deflate);
            header.Write(Modified);
            header.Write(Crc);
            header.Write(Compressed);
            header.Write(Length);
            header.Write((ushort)Name.Length);
        }
    }
}
