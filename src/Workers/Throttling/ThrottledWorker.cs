using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>A worker as its throttle knows it: its newest pull, and the grants that it has not shown to have taken in. Belongs to the throttle.</summary>
internal sealed class ThrottledWorker(IActorRef actor)
{
    /// <summary>Pulls with all that is in hand after which a grant that was not taken in is sent again.</summary>
    private const int PatienceWithGrants = 3;

    private readonly List<(SourceWorkerProtocol.Grant Grant, int[] Misses)> _unseen = [];
    private readonly Dictionary<string, SourceThrottleProtocol.KeyDemand> _demands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _granted = new(StringComparer.Ordinal);

    public IActorRef Actor { get; } = actor;

    public HashSet<OperationId> Operations { get; private set; } = [];

    public IEnumerable<SourceThrottleProtocol.KeyDemand> Demands => _demands.Values;

    /// <summary>The number of the newest pull; 0 before the first.</summary>
    public long Pull { get; private set; }

    /// <summary>When it was received: it was sent no later.</summary>
    public long PulledAt { get; private set; }

    /// <summary>A pull was asked for and has not come.</summary>
    public long? AskedForPullAt { get; set; }

    /// <summary>The number of the newest grant.</summary>
    public long Grants { get; private set; }

    /// <returns>False when it is older than one that came before: what it says is history.</returns>
    public bool Take(SourceThrottleProtocol.Pull pull, long now)
    {
        if (pull.Number <= Pull)
        {
            return false;
        }

        // A worker that has not met this incarnation yet tells which grants it has seen of the one before: none of ours may look like those.
        Grants = Pull == 0 ? pull.GrantSeen : Grants;
        (Pull, PulledAt, AskedForPullAt) = (pull.Number, now, null);
        if (pull.Operations.Count != Operations.Count || !Operations.SetEquals(pull.Operations))
        {
            Operations = [.. pull.Operations];
        }

        _unseen.RemoveAll(grant => grant.Grant.Number <= pull.GrantSeen);
        _demands.Clear();
        _granted.Clear();
        foreach (var key in pull.Keys)
        {
            _demands[key.Key] = key;
        }

        // What is on its way to it takes slots that it does not know of yet.
        foreach (var (grant, _) in _unseen)
        {
            foreach (var item in grant.Work)
            {
                Taken(item.Key, 1);
            }
        }

        return true;
    }

    /// <summary>Queries that it could take on with this key.</summary>
    public int FreeSlots(string key) => _demands.TryGetValue(key, out var demand) ? Math.Max(0, demand.FreeSlots - _granted.GetValueOrDefault(key)) : 0;

    /// <summary>Permits that its queries under way wait for.</summary>
    public int PermitsWanted(string key) => _demands.TryGetValue(key, out var demand) ? demand.PermitsWanted : 0;

    /// <summary>Its wish for permits is met, as far as it goes.</summary>
    public void GotPermits(string key, int count)
    {
        if (_demands.TryGetValue(key, out var demand))
        {
            _demands[key] = demand with { PermitsWanted = Math.Max(0, demand.PermitsWanted - count) };
        }
    }

    public void Taken(string key, int slots) => _granted[key] = _granted.GetValueOrDefault(key) + slots;

    public long NextGrant() => ++Grants;

    public void Sent(SourceWorkerProtocol.Grant grant) => _unseen.Add((grant, [0]));

    /// <summary>It has reported all its work in progress.</summary>
    /// <returns>Grants that were lost, as it seems, and are to be sent again.</returns>
    public IReadOnlyList<SourceWorkerProtocol.Grant> ToSendAgain()
    {
        List<SourceWorkerProtocol.Grant>? again = null;
        foreach (var (grant, misses) in _unseen)
        {
            if (++misses[0] >= PatienceWithGrants)
            {
                misses[0] = 0;
                (again ??= []).Add(grant);
            }
        }

        return again ?? (IReadOnlyList<SourceWorkerProtocol.Grant>)[];
    }
}
