namespace IocExplorer.Workers;

/// <summary>
/// Whether a source, or one key of it, may be asked now, and if not, why: the one answer of the circuit breaker, the block after a 429, the quota and
/// refused keys. The throttle is offered slots by it, and displays, metrics and the API show its line.
/// </summary>
public abstract record SourceAvailability
{
    private SourceAvailability(string? why, DateTimeOffset? until) => (Why, Until) = (why, until);

    /// <summary>One line for people: why nothing is sent; null while something is.</summary>
    public string? Why { get; }

    /// <summary>Until when, where that is known.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>As many queries as there are slots.</summary>
    public sealed record Ready() : SourceAvailability(null, null)
    {
        public static Ready Instance { get; } = new();

        public override int MayBegin(int underWay) => int.MaxValue;
    }

    /// <summary>It did not answer. When it has rested, one query goes first, to see whether it answers again.</summary>
    /// <param name="IsRested">That one may go now.</param>
    /// <param name="ProbeAt">When the next one goes.</param>
    public sealed record Resting(bool IsRested, DateTimeOffset? ProbeAt) : SourceAvailability("it does not answer", ProbeAt)
    {
        public override int MayBegin(int underWay) => IsRested && underWay == 0 ? 1 : 0;
    }

    /// <summary>It did not answer although it was tried again and again.</summary>
    /// <param name="IsForTheRun">Nothing is sent any more; it takes every query, to answer it at once with that.</param>
    /// <param name="ProbeAt">When it is tried again, where it is.</param>
    public sealed record Unreachable(string Error, bool IsForTheRun, DateTimeOffset? ProbeAt)
        : SourceAvailability($"it could not be reached: {Error}", ProbeAt)
    {
        public override int MayBegin(int underWay) => IsForTheRun ? int.MaxValue : 0;
    }

    /// <summary>What it answers out of is not there yet.</summary>
    /// <param name="Missing">What, and why.</param>
    public sealed record Preparing(string Missing) : SourceAvailability(Missing, null);

    /// <summary>It throttled the key (429).</summary>
    /// <param name="Said">In its words; null: none.</param>
    /// <param name="End">When the key is used again.</param>
    public sealed record Blocked(string? Said, DateTimeOffset End) : SourceAvailability(Said ?? "the source said: later", End);

    /// <summary>The key's quota is spent.</summary>
    /// <param name="Limit">Requests in the window.</param>
    /// <param name="Window">The minute comes again at once; the others may take hours.</param>
    /// <param name="End">When the next day or month begins; null for the minute.</param>
    public sealed record QuotaSpent(int Limit, QuotaWindow Window, DateTimeOffset? End)
        : SourceAvailability(
            $"quota of {Limit} requests {Window.Each}{(Window is CalendarWindow ? " is used up" : "")}", End);

    /// <summary>The key is not used: it was rejected (401), or given up.</summary>
    /// <param name="RetryAt">When it is tried again, where it is.</param>
    public sealed record SwitchedOff(DateTimeOffset? RetryAt) : SourceAvailability(SourceProgress.SwitchedOff, RetryAt);

    /// <summary>How many queries may be begun beside those under way.</summary>
    public virtual int MayBegin(int underWay) => 0;

    /// <summary>
    /// Of a source with all its keys: what holds for the source counts before what holds for keys, and of those the one that is good soonest.
    /// </summary>
    internal static SourceAvailability Of(SourceAvailability source, IReadOnlyList<SourceAvailability> keys) =>
        source is not Ready && keys.Any(key => key is not SwitchedOff) ? source
        : keys.FirstOrDefault(key => key is Ready) ?? keys.OrderBy(key => key is SwitchedOff).ThenBy(GoodAt).First();

    private static DateTimeOffset GoodAt(SourceAvailability key) =>
        key is QuotaSpent { End: null } ? DateTimeOffset.MinValue : key.Until ?? DateTimeOffset.MaxValue;
}
