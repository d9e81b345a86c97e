using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using IocExplorer.Coordinator.Api.Results;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

public sealed class ZipStreamTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 12, 34, 56, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(70_000)]
    public async Task Archive_OfSoManyEntries_IsReadByOthers(int count)
    {
        using var bytes = new MemoryStream();
        var zip = Create(bytes);
        for (var i = 0; i < count; i++)
        {
            await zip.AddAsync(Name(i), Gzip(i.ToString(CultureInfo.InvariantCulture)), At, Cancellation);
        }

        await zip.EndAsync(Cancellation);

        using var archive = new ZipArchive(bytes, ZipArchiveMode.Read);
        archive.Entries.Count.ShouldBe(count);
        foreach (var i in new[] { 0, count / 2, count - 1 }.Where(i => i >= 0 && i < count))
        {
            archive.Entries[i].FullName.ShouldBe(Name(i));
            archive.Entries[i].LastWriteTime.DateTime.ShouldBe(At.DateTime);
            using var content = new StreamReader(await archive.Entries[i].OpenAsync(Cancellation));
            (await content.ReadToEndAsync(Cancellation)).ShouldBe(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Content_IsTakenOverAsItIs_WithItsChecksum()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000));
        using var bytes = new MemoryStream();
        var zip = Create(bytes);

        await zip.AddAsync("größe.txt", Gzip(text), At, Cancellation);
        await zip.EndAsync(Cancellation);

        using var archive = new ZipArchive(bytes, ZipArchiveMode.Read);
        var entry = archive.Entries.ShouldHaveSingleItem();
        (entry.FullName, entry.Length, entry.CompressedLength).ShouldBe(("größe.txt", text.Length, Gzip(text).Length - 18));
        using var content = new StreamReader(await entry.OpenAsync(Cancellation));
        (await content.ReadToEndAsync(Cancellation)).ShouldBe(text);
    }

    [Fact]
    public async Task Archive_BeyondFourGigabytes_IsReadByOthers()
    {
        // What lies before is not kept: only that it was counted.
        const long Before = 5L * 1024 * 1024 * 1024;
        using var bytes = new MemoryStream();
        var zip = new ZipStream(PipeWriter.Create(bytes, new(leaveOpen: true)), Before);
        await zip.AddAsync("far.txt", Gzip("far away"), At, Cancellation);
        await zip.EndAsync(Cancellation);

        using var archive = new ZipArchive(new ShiftedStream(bytes.ToArray(), Before), ZipArchiveMode.Read);
        using var content = new StreamReader(await archive.Entries.ShouldHaveSingleItem().OpenAsync(Cancellation));
        (await content.ReadToEndAsync(Cancellation)).ShouldBe("far away");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0, 65, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task ContentThatIsNoPlainGzip_IsAFault(byte[] content)
    {
        using var bytes = new MemoryStream();

        await Should.ThrowAsync<InvalidDataException>(() => Create(bytes).AddAsync("x", content, At, Cancellation));
    }

    private static ZipStream Create(Stream bytes) => new(PipeWriter.Create(bytes, new(leaveOpen: true)));

    private static string Name(int i) => $"n{i}.com_depth_3_202601051234.txt";

    /// <summary>Some bytes that stand far behind in a stream of which nobody reads the rest.</summary>
    private sealed class ShiftedStream(byte[] bytes, long shift) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => shift + bytes.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, Length - Position);
            for (var i = 0; i < read; i++, Position++)
            {
                buffer[offset + i] = Position < shift ? (byte)0 : bytes[Position - shift];
            }

            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
