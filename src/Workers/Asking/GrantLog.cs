using Akka.Actor;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Which grants a worker has taken in, and when it sent the pulls that they answer. One incarnation of the throttle counts at a time: what
/// an earlier one still has on its way is passed over, because the new one does not know of it, and would take its own grants for lost.
/// </summary>
internal sealed class GrantLog
{
    private const int PullsKept = 64;
    private const int IncarnationsKept = 16;

    private readonly (long Number, long SentAt)[] _pulls = new (long, long)[PullsKept];
    private readonly List<IActorRef> _retired = [];
    private IActorRef? _throttle;

    /// <summary>The newest grant of this throttle that was taken in; 0 for none.</summary>
    public long Seen { get; private set; }

    public long Pulls { get; private set; }

    /// <param name="now">Monotonic timestamp.</param>
    public long Pull(long now)
    {
        Pulls++;
        _pulls[Pulls % PullsKept] = (Pulls, now);
        return Pulls;
    }

    /// <summary>When it was sent; null when the entry was removed because of its age.</summary>
    public long? SentAt(long pull) => pull > 0 && _pulls[pull % PullsKept] is var (number, at) && number == pull ? at : null;

    /// <summary>A throttle has made itself known.</summary>
    /// <returns>True when it is another one than before: nothing of it was taken in yet.</returns>
    public bool Meet(IActorRef throttle)
    {
        if (throttle.Equals(_throttle) || throttle.IsNobody() || _retired.Contains(throttle))
        {
            return false;
        }

        var isFirst = _throttle is null;
        if (_throttle is { } old)
        {
            _retired.Add(old);
            if (_retired.Count > IncarnationsKept)
            {
                _retired.RemoveAt(0);
            }
        }

        (_throttle, Seen) = (throttle, 0);
        return !isFirst;
    }

    /// <returns>False when it is old, repeated, or of an incarnation that another one has followed.</returns>
    public bool Take(IActorRef throttle, long number)
    {
        if (!throttle.Equals(_throttle) || number <= Seen)
        {
            return false;
        }

        Seen = number;
        return true;
    }
}
