namespace IocExplorer.Workers.Asking;

/// <summary>The right to send one request.</summary>
/// <param name="Reservation">In which reservation of the throttle; 0 without a quota.</param>
/// <param name="GoodUntil">Monotonic timestamp from which on it may not be used; 0 when there is no permit.</param>
/// <param name="Term">Under which incarnation of the throttle: another one does not know its reservations.</param>
internal readonly record struct Permit(long Reservation, long GoodUntil, int Term)
{
    public static Permit None => default;

    /// <summary>For a key without a quota.</summary>
    public static Permit Unmetered { get; } = new(0, long.MaxValue, 0);

    public bool IsNone => GoodUntil == 0;
}
