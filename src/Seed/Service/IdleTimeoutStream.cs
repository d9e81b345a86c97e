namespace IocExplorer.Seed.Service;

/// <summary>A response body with a time-out for each read, not for the whole, and a limit of bytes.</summary>
/// <param name="inner">Left open.</param>
/// <param name="patience">Time-out of each read.</param>
/// <param name="mostBytes">More is refused; <see cref="BeginAgain"/> counts anew.</param>
internal sealed class IdleTimeoutStream(Stream inner, TimeSpan patience, long mostBytes, TimeProvider time) : UnseekableStream
{
    private long _bytes;

    /// <summary>To be called at the end of each event of a stream without end.</summary>
    public void BeginAgain() => _bytes = 0;

    /// <exception cref="TimeoutException">No byte arrived within the time-out.</exception>
    /// <exception cref="InvalidDataException">It sent more than is bearable.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var silence = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            var read = await inner.ReadAsync(buffer, either.Token);
            _bytes += read;
            return _bytes <= mostBytes ? read : throw new InvalidDataException($"more than {mostBytes / (1024 * 1024)} MB");
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"it was silent for {patience.TotalSeconds:0} s");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
