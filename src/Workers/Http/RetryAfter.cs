using System.Net.Http.Headers;

namespace IocExplorer.Workers.Http;

/// <summary>The header by which a source says when to come back: seconds, or a date.</summary>
internal static class RetryAfter
{
    /// <returns>Zero for a date in the past; null when the header is missing or says nothing that can be understood.</returns>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
