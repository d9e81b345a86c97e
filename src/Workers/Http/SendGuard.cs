namespace IocExplorer.Workers.Http;

/// <summary>
/// Asks, when the first byte of a request is about to go out, whether it still may. Between taking a permit and that moment lies a connection that
/// has to be made, and a process that may be stopped and woken again: a permit can have expired by then, and another node may use the key. And one
/// permit is for one request: .NET sends a request again, up to three times and without a word, where a connection was closed before an answer.
/// </summary>
/// <remarks>
/// The question travels with the flow of the call that sends (HTTP/1.1 writes a request within it), because a stream does not know whose request it carries.
/// What is not promised: that the process is not stopped between the answer and the write; the kernel has no "send unless late".
/// </remarks>
internal static class SendGuard
{
    private static readonly AsyncLocal<Request?> Current = new();

    /// <summary>For the one request that the caller sends from now on, in this flow only.</summary>
    /// <param name="mayBeSent">Asked before each write.</param>
    public static void Ask(Func<bool> mayBeSent) => Current.Value = new(mayBeSent);

    /// <summary>Puts the question before every write of a connection. One that lies within another is guarded alone: a request is written once.</summary>
    public static Stream Guard(Stream connection) => new GuardedStream(connection);

    private static void Check(GuardedStream connection)
    {
        if (Current.Value is not { } request)
        {
            return;
        }

        if (request.SentOn is { } other && other != connection)
        {
            throw new RequestRepeatedException();
        }

        if (!request.MayBeSent())
        {
            throw new PermitExpiredException();
        }

        request.SentOn = connection;
    }

    private sealed class Request(Func<bool> mayBeSent)
    {
        public Func<bool> MayBeSent => mayBeSent;

        /// <summary>The connection that has some of it; null: nothing was sent.</summary>
        public GuardedStream? SentOn { get; set; }
    }

    private sealed class GuardedStream(Stream inner) : UnseekableStream
    {
        public override bool CanRead => inner.CanRead;

        public override bool CanWrite => inner.CanWrite;

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Check(this);
            inner.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Check(this);
            inner.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Check(this);
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
