using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>
/// The progress of a hunt as server-sent events: <c>progress</c> at once, then when something has changed, and <c>end</c> when the hunt is over. Ends without
/// <c>end</c> when this node stops: the reader goes on at another one, where the first event tells all there is to know.
/// </summary>
/// <param name="first">Read already: the hunt exists.</param>
/// <param name="read">Reads it anew; null when the hunt is gone.</param>
/// <param name="draining">Cancelled when this node stops.</param>
internal sealed class ProgressStream(
    ProgressView first, Func<CancellationToken, Task<ProgressView?>> read, ApiOptions options, CancellationToken draining) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";

        // For nginx, which gathers answers otherwise.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, draining);
        try
        {
            await SendAllAsync(response, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader is gone, or this node goes.
        }
    }

    private async Task SendAllAsync(HttpResponse response, CancellationToken cancellation)
    {
        var view = first;
        var sent = Array.Empty<byte>();
        for (var sentAt = 0L; ; await Task.Delay(options.ProgressEvery, options.Time, cancellation), view = await NextAsync(view, cancellation))
        {
            if (view is null)
            {
                // Deleted: there is nothing left to tell, and whoever asks again is told so.
                return;
            }

            var isOver = view.Hunt.State.IsOver();
            var now = JsonSerializer.SerializeToUtf8Bytes(view with { ElapsedSeconds = 0 }, ServiceJson.Default.ProgressView);
            var isDue = sentAt == 0 || options.Time.GetElapsedTime(sentAt) >= options.ProgressAtLeast;
            if (isOver)
            {
                await SendAsync(response, "end", view, cancellation);
                return;
            }

            if (isDue || !now.AsSpan().SequenceEqual(sent))
            {
                await SendAsync(response, "progress", view, cancellation);
                (sent, sentAt) = (now, options.Time.GetTimestamp());
            }
        }
    }

    private async Task<ProgressView?> NextAsync(ProgressView last, CancellationToken cancellation)
    {
        try
        {
            return await read(cancellation);
        }
        catch (LedgerException trouble) when (trouble.Kind == LedgerErrorKind.Unavailable)
        {
            // Nobody knows better for the moment; the stream goes on.
            return last;
        }
    }

    private static async Task SendAsync(HttpResponse response, string name, ProgressView view, CancellationToken cancellation)
    {
        await response.WriteAsync($"event: {name}\ndata: ", cancellation);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(view, ServiceJson.Default.ProgressView), cancellation);
        await response.WriteAsync("\n\n", cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
