using System.Net.ServerSentEvents;
using System.Text.Json;
using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Seed.Service;

/// <summary>Reads the stream of a hunt's progress: <c>progress</c> now and then, <c>end</c> once.</summary>
internal static class ProgressEvents
{
    /// <summary>No event is larger.</summary>
    public const long MostBytes = 4 * 1024 * 1024;

    /// <returns>The last one; null when the stream ended before the hunt did.</returns>
    /// <exception cref="JsonException">The stream is no stream of progress.</exception>
    public static async Task<ProgressView?> ReadAsync(IdleTimeoutStream stream, Action<ProgressView> news, CancellationToken cancellation)
    {
        var events = SseParser.Create(stream, (type, data) => type is "progress" or "end" ? ServiceClient.Parse(data, j => j.ProgressView) : null);
        await foreach (var item in events.EnumerateAsync(cancellation))
        {
            stream.BeginAgain();
            if (item.Data is { } view)
            {
                news(view);
                if (item.EventType == "end")
                {
                    return view;
                }
            }
        }

        return null;
    }
}
