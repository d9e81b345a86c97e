namespace IocExplorer.Workers.Throttling;

/// <summary>What the wish for permits of a key leads to.</summary>
internal abstract record ReservationStep
{
    /// <summary>They are reserved, and to be written down.</summary>
    public sealed record Reserved(Reservation Reservation) : ReservationStep;

    /// <summary>There may be some after so long.</summary>
    public sealed record LookAgain(TimeSpan Wait) : ReservationStep;

    /// <summary>The worker whose turn it is pulled too long ago: permits live from the pull.</summary>
    public sealed record AskForPull(ThrottledWorker Worker) : ReservationStep;

    /// <summary>The quota is used up for longer than anybody waits.</summary>
    public sealed record UsedUp(QuotaWindow Window, TimeSpan Wait) : ReservationStep;
}
