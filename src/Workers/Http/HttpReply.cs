using System.Buffers;

namespace IocExplorer.Workers.Http;

/// <summary>A response with its body in a pooled buffer. Dispose to give the buffer back.</summary>
/// <param name="Buffer">Rented; null when there is no body.</param>
/// <param name="Length">Bytes of the body.</param>
/// <param name="IsTooLarge">The body is larger than the limit; what was read of it is gone.</param>
/// <param name="RetryAfter">Of the response; null when missing or not parsable.</param>
internal readonly record struct HttpReply(int Status, byte[]? Buffer, int Length, bool IsTooLarge, TimeSpan? RetryAfter) : IDisposable
{
    public ReadOnlyMemory<byte> Body => Buffer.AsMemory(0, Length);

    public void Dispose()
    {
        if (Buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(Buffer);
        }
    }
}
