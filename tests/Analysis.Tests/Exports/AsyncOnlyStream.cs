namespace IocExplorer.Analysis.Tests.Exports;

/// <summary>As an answer over HTTP: what is written at once is an error.</summary>
internal sealed class AsyncOnlyStream : Stream
{
    private readonly List<byte> _bytes = [];

    /// <summary>The most that was written in one go.</summary>
    public int LargestWrite { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes.Count;

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public byte[] ToArray() => [.. _bytes];

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LargestWrite = Math.Max(LargestWrite, buffer.Length);
        _bytes.AddRange(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A synchronous write.");

    public override void Flush() => throw new NotSupportedException("A synchronous flush.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
