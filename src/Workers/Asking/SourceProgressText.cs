using IocExplorer.Messages;

namespace IocExplorer.Workers.Asking;

/// <summary>What a display shows of a source: the source's own count, what its keys have left, and why nothing is sent just now.</summary>
internal static class SourceProgressText
{
    public static SourceProgress Of(
        ISource source, IReadOnlyList<KeyStatus> keys, (long Found, long Empty, long NotAnswered) counts, int inFlight)
    {
        var status = source.Status;
        var availability = SourceAvailability.Of(source.Availability, [.. keys.Select(key => key.Availability)]);
        return new()
        {
            Source = source.Name,
            Requests = status.Requests,
            DroppedValues = status.DroppedValues,
            Found = counts.Found,
            Empty = counts.Empty,
            NotAnswered = counts.NotAnswered,
            InFlight = inFlight,
            Left = QuotaLimits.Sum([.. keys.Select(key => key.Left)]),
            Waiting = availability.Why,
            WaitingUntil = availability.Until,
            Holds = status.Holds,
        };
    }
}
