using IocExplorer.Messages;

namespace IocExplorer.Workers.Asking;

/// <summary>What a display shows of a source: the source's own count, what its keys have left, and why nothing is sent just now.</summary>
internal static class SourceProgressText
{
    public static SourceProgress Of(
        ISource source, IReadOnlyList<KeyStatus> keys, (long Found, long Empty, long NotAnswered) counts, int inFlight)
    {
        var status = source.Status;
        var (waiting, until) = WaitingFor(status, keys);
        return new()
        {
            Source = source.Name,
            Requests = status.Requests,
            DroppedValues = status.DroppedValues,
            Found = counts.Found,
            Empty = counts.Empty,
            NotAnswered = counts.NotAnswered,
            InFlight = inFlight,
            LeftThisMinute = Sum(keys.Select(key => key.Left.ThisMinute)),
            LeftToday = Sum(keys.Select(key => key.Left.Today)),
            LeftThisMonth = Sum(keys.Select(key => key.Left.ThisMonth)),
            Waiting = waiting,
            WaitingUntil = until,
            Holds = status.Holds,
        };
    }

    // A limit over all keys; without one as soon as one key has none.
    private static int? Sum(IEnumerable<int?> left) => left.Aggregate((int?)0, (a, b) => a + b);

    private static (string? Why, DateTimeOffset? Until) WaitingFor(SourceStatus status, IReadOnlyList<KeyStatus> keys)
    {
        if (keys.Any(key => !key.IsOut) && status.Waiting is { } why)
        {
            return (why, status.WaitingUntil);
        }

        if (keys.Any(key => key.Waiting is null))
        {
            return (null, null);
        }

        var first = keys.OrderBy(key => key.IsOut).ThenBy(key => key.Until ?? DateTimeOffset.MaxValue).First();
        return (first.Waiting, first.Until);
    }
}
