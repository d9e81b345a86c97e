using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>
/// The progress of a hunt as server-sent events: <c>progress</c> at once, then when something has changed, and <c>end</c> when the hunt is over. Ends without
/// <c>end</c> when this node stops, the hunt is deleted, or the reader's token is good no more. A reader who asks again goes on at another node, where
/// the first event is complete, or is told what is wrong.
/// </summary>
internal static class ProgressStream
{
    /// <param name="first">Read already: the hunt exists.</param>
    /// <param name="read">Reads it anew; null when the hunt is gone, or the reader may not read it any more.</param>
    /// <param name="draining">Cancelled when this node stops.</param>
    /// <param name="cancellation">Cancelled when the reader is gone.</param>
    public static async IAsyncEnumerable<SseItem<ProgressView>> ReadAsync(
        ProgressView first,
        Func<CancellationToken, Task<ProgressView?>> read,
        ApiOptions options,
        CancellationToken draining,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, draining);
        var sent = Array.Empty<byte>();
        var sentAt = 0L;
        for (var view = first; view is not null; view = await NextAsync(view, read, options, stop.Token))
        {
            if (view.Hunt.State.IsOver())
            {
                yield return new(view, "end");
                yield break;
            }

            var now = JsonSerializer.SerializeToUtf8Bytes(view with { ElapsedSeconds = 0 }, ServiceJson.Default.ProgressView);
            if (sentAt == 0 || options.Time.GetElapsedTime(sentAt) >= options.ProgressAtLeast || !now.AsSpan().SequenceEqual(sent))
            {
                yield return new(view, "progress");
                (sent, sentAt) = (now, options.Time.GetTimestamp());
            }
        }
    }

    /// <returns>Null when there is nothing more to tell: the hunt is deleted, the reader gone or refused, or this node goes.</returns>
    private static async Task<ProgressView?> NextAsync(
        ProgressView last, Func<CancellationToken, Task<ProgressView?>> read, ApiOptions options, CancellationToken stop)
    {
        try
        {
            await Task.Delay(options.ProgressEvery, options.Time, stop);
            return await read(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (LedgerException error) when (error.Kind == LedgerErrorKind.Unavailable)
        {
            // No newer state for the moment; the stream continues.
            return last;
        }
    }
}
