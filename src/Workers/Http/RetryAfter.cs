using System.Globalization;
using System.Net.Http.Headers;
using IocExplorer.Workers.Definitions.Answers;

namespace IocExplorer.Workers.Http;

/// <summary>The header by which a source says when to come back: seconds, or a date.</summary>
internal static class RetryAfter
{
    // Larger numbers are points in time and no spans.
    private const double LeastEpoch = 1_000_000_000;

    /// <param name="others">Headers of the source's own for the same, looked at when it is missing.</param>
    /// <returns>Zero for a date in the past; null when the header is missing or cannot be parsed.</returns>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now, IReadOnlyList<string> others) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta.TotalSeconds < LeastEpoch ? delta : Until(DateTimeOffset.UnixEpoch + delta, now),
        { Date: { } date } => Until(date, now),
        _ => others.Select(name => headers.TryGetValues(name, out var values) ? Own(values.First(), now) : null).FirstOrDefault(span => span is not null),
    };

    private static TimeSpan? Own(string written, DateTimeOffset now) =>
        double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < LeastEpoch
            ? TimeSpan.FromSeconds(seconds)
        : TimeText.Seconds(written) is > 0 and var epoch ? Until(DateTimeOffset.FromUnixTimeSeconds(epoch), now)
        : null;

    private static TimeSpan Until(DateTimeOffset date, DateTimeOffset now) => date > now ? date - now : TimeSpan.Zero;
}
