using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// Which queries of a source would send the same request: several operations read the same page about an IOC, and the source is asked for
/// it once in the whole cluster. Pure state.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>When one of them is handed out, those that wait go along to the same worker, which sends the request once and lets the others
/// read its reply. They need no permit.</item>
/// <item>One that is asked for later joins the worker that has the request under way, or has had its reply a moment ago. Each operation reads a reply once:
/// when it comes again it wants a new one.</item>
/// <item>A reply that others cannot read (an error, or one that the worker has forgotten) makes them ask for themselves: they then want
/// a permit, as a further page does.</item>
/// <item>A worker that is gone gives back all of them, and they are handed out together again.</item>
/// </list>
/// <para>What a worker already finds in the ledger is told from there; the others of the group are asked all the same, with the permit of the group.</para>
/// </remarks>
internal sealed class SharedRequests(ThrottleQueue queue, TimeProvider time)
{
    // As long, and as many, as a worker keeps replies.
    private const int MostReplied = 256;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<OperationId, OperationId[]> _groups = [];
    private readonly Dictionary<(OperationId Group, Ioc Ioc), Replied> _replied = [];
    private readonly Queue<(OperationId Group, Ioc Ioc, Replied Replied)> _inOrder = [];
    private readonly HashSet<Query> _asked = [];
    private IReadOnlyList<OperationId> _alike = [];
    private bool _isLearned;

    /// <summary>A worker says which of its operations send the same request.</summary>
    public void Learn(SourceThrottleProtocol.Pull pull)
    {
        _isLearned = true;
        if (pull.Alike.Count == 0 || pull.Alike.Count != pull.Operations.Count || pull.Alike.SequenceEqual(_alike))
        {
            return;
        }

        _alike = pull.Alike;
        _groups.Clear();
        foreach (var group in pull.Operations.Zip(pull.Alike).GroupBy(o => o.Second, o => o.First).Where(g => g.Skip(1).Any()))
        {
            OperationId[] members = [.. group];
            foreach (var member in members)
            {
                _groups[member] = members;
            }
        }
    }

    /// <summary>These wait from now on, and may join others; see <see cref="TakeJoining"/>.</summary>
    public void Asked(IReadOnlyList<Query> queries)
    {
        // Before the first worker has spoken any may be of a group.
        for (var i = 0; i < queries.Count && (_groups.Count > 0 || !_isLearned); i++)
        {
            if (!_isLearned || _groups.ContainsKey(queries[i].Operation))
            {
                _asked.Add(queries[i]);
            }
        }
    }

    /// <summary>It is recorded: for a while its worker has the reply for those that come later.</summary>
    public void Done(QueuedQuery query)
    {
        if (!_groups.TryGetValue(query.Query.Operation, out var group) || query.Worker is not { } worker)
        {
            return;
        }

        Forget();
        var key = (group[0], query.Query.Ioc);
        if (!_replied.TryGetValue(key, out var replied) || !replied.Worker.Equals(worker) || replied.Key != query.Key)
        {
            replied = new(worker, query.Key, time.GetTimestamp());
            _replied[key] = replied;
            _inOrder.Enqueue((key.Item1, key.Ioc, replied));
        }

        replied.Readers.Add(query.Query.Operation);
        if (group.All(replied.Readers.Contains))
        {
            _replied.Remove(key);
        }
    }

    /// <summary>Those that wait and would send what this one sends.</summary>
    public IEnumerable<QueuedQuery> WaitingLike(Query query)
    {
        foreach (var other in Others(query))
        {
            if (queue.Find(other) is { Worker: null } waiting)
            {
                yield return waiting;
            }
        }
    }

    /// <summary>What has been asked for and would send what a worker has under way, or has had the reply of. Told once of each.</summary>
    public IReadOnlyList<(QueuedQuery Query, IActorRef Worker, string Key)> TakeJoining()
    {
        if (_asked.Count == 0)
        {
            return [];
        }

        List<(QueuedQuery, IActorRef, string)> joining = [];
        foreach (var query in _asked)
        {
            if (queue.Find(query) is { Worker: null } waiting && (UnderWay(query) ?? RepliedTo(query)) is { } at)
            {
                joining.Add((waiting, at.Worker, at.Key));
            }
        }

        _asked.Clear();
        return joining;
    }

    private IEnumerable<Query> Others(Query query) =>
        _groups.TryGetValue(query.Operation, out var group) ? group.Where(o => o != query.Operation).Select(o => query with { Operation = o }) : [];

    private (IActorRef Worker, string Key)? UnderWay(Query query)
    {
        foreach (var other in Others(query))
        {
            if (queue.Find(other) is { Worker: { } worker } known)
            {
                return (worker, known.Key);
            }
        }

        return null;
    }

    private (IActorRef Worker, string Key)? RepliedTo(Query query)
    {
        Forget();
        var key = (_groups.GetValueOrDefault(query.Operation)?[0] ?? query.Operation, query.Ioc);
        if (!_replied.TryGetValue(key, out var replied))
        {
            return null;
        }

        if (replied.Readers.Contains(query.Operation))
        {
            _replied.Remove(key);
            return null;
        }

        return (replied.Worker, replied.Key);
    }

    private void Forget()
    {
        while (_inOrder.TryPeek(out var oldest) && (_inOrder.Count > MostReplied || time.GetElapsedTime(oldest.Replied.At) > s_longest))
        {
            _ = _inOrder.Dequeue();
            if (_replied.GetValueOrDefault((oldest.Group, oldest.Ioc)) == oldest.Replied)
            {
                _replied.Remove((oldest.Group, oldest.Ioc));
            }
        }
    }

    private sealed class Replied(IActorRef worker, string key, long at)
    {
        public IActorRef Worker => worker;

        public string Key => key;

        public long At => at;

        public HashSet<OperationId> Readers { get; } = [];
    }
}
