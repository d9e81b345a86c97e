using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// Decides which worker gets which queries of a source, and takes them out of the queue. Sends nothing: that is <see cref="SourceThrottle"/>'s.
/// </summary>
internal sealed class WorkShares(ThrottleQueue queue, KeyRing keys)
{
    /// <summary>Queries in one grant: well below what one frame of remoting holds.</summary>
    public const int MostPerGrant = 256;

    /// <summary>When a block ends for whose end queries wait that need no permit; null when there is none.</summary>
    public TimeSpan? OpensIn => queue.Queued == 0 ? null : keys.All.Where(key => key is { IsMetered: false, IsUsable: true }).Min(key => key.Block.Rest);

    /// <summary>
    /// All that can be handed out without permits: refusals, then what there is for keys without a quota. A share is to be sent before the next is
    /// asked for: it has the number of the
    /// worker's next grant.
    /// </summary>
    public IEnumerable<(ThrottledWorker Worker, List<SourceWorkerProtocol.WorkItem> Work)> WithoutPermits(IReadOnlyCollection<ThrottledWorker> workers)
    {
        var refused = workers.Where(_ => keys.HasTrouble)
            .SelectMany(worker => worker.Demands.ToList().Select(demand => (worker, TakeRefusals(worker, demand.Key))));
        var unmetered = keys.All.Where(key => queue.Queued > 0 && key is { IsMetered: false, IsUsable: true }).SelectMany(key => Split(workers, key));
        return refused.Concat(unmetered).Where(share => share.Item2.Count > 0);
    }

    /// <summary>What no key may ask, with the reason: it is recorded by any worker that has a slot, and needs no permit.</summary>
    public List<SourceWorkerProtocol.WorkItem> TakeRefusals(ThrottledWorker worker, string key)
    {
        var work = new List<SourceWorkerProtocol.WorkItem>();
        var free = worker.FreeSlots(key);
        while (work.Count < free && queue.Take(operation => worker.Operations.Contains(operation) && keys.Refusal(operation) is not null) is { } query)
        {
            work.Add(Item(query, worker, key, keys.Refusal(query.Query.Operation)));
        }

        return work;
    }

    /// <summary>
    /// What each worker gets of a key without a quota. The least loaded comes first, and each gets at most its even share of what there is, so that
    /// nobody takes it all.
    /// </summary>
    public IEnumerable<(ThrottledWorker Worker, List<SourceWorkerProtocol.WorkItem> Work)> Split(IEnumerable<ThrottledWorker> workers, KeyState key)
    {
        List<ThrottledWorker> ready = [.. workers.Where(worker => worker.FreeSlots(key.Name) > 0)];
        if (ready.Count > 1)
        {
            ready.Sort((left, right) => queue.InFlightAt(left.Actor).CompareTo(queue.InFlightAt(right.Actor)));
        }

        for (var i = 0; i < ready.Count; i++)
        {
            var share = (queue.Queued + ready.Count - i - 1) / (ready.Count - i);
            yield return (ready[i], Take(ready[i], key, Math.Max(1, share)));
        }
    }

    /// <summary>Queries for one worker, as many as its slots, the key's block and one grant have room for.</summary>
    public List<SourceWorkerProtocol.WorkItem> Take(ThrottledWorker worker, KeyState key, int most)
    {
        var count = Math.Min(Math.Min(most, MostPerGrant), Math.Min(worker.FreeSlots(key.Name), key.Room));
        var work = new List<SourceWorkerProtocol.WorkItem>(Math.Max(0, count));
        while (work.Count < count && queue.Take(operation => worker.Operations.Contains(operation) && key.May(operation)) is { } query)
        {
            work.Add(Item(query, worker, key.Name, refusal: null));
        }

        return work;
    }

    /// <summary>Permits that the worker would use at once.</summary>
    public int PermitsFor(ThrottledWorker worker, KeyState key)
    {
        // While the key is blocked, what is wanted is said all the same: the end of the block is waited for.
        var slots = worker.FreeSlots(key.Name);
        slots = key.Block.Rest is null ? Math.Min(slots, key.Room) : slots;
        var work = slots == 0 || queue.Queued == 0
            ? 0
            : Math.Min(slots, queue.WaitingFor(operation => worker.Operations.Contains(operation) && key.May(operation)));
        return worker.PermitsWanted(key.Name) + work;
    }

    /// <summary>Workers that would use permits of the key: first those with queries under way, which hold slots, then the least loaded.</summary>
    public List<ThrottledWorker> WhoWants(IEnumerable<ThrottledWorker> workers, KeyState key) =>
    [
        .. workers
            .Where(worker => PermitsFor(worker, key) > 0)
            .OrderByDescending(worker => worker.PermitsWanted(key.Name) > 0)
            .ThenBy(worker => queue.InFlightAt(worker.Actor)),
    ];

    private SourceWorkerProtocol.WorkItem Item(QueuedQuery query, ThrottledWorker worker, string key, Answer.NotAnswered? refusal)
    {
        queue.HandOut(query, worker.Actor, key, worker.Grants + 1);
        worker.Taken(key, 1);
        if (keys.Find(key) is { } standing)
        {
            standing.InFlight++;
        }

        return new(query.Query, query.Hunt, query.Freshness, query.Named, key, refusal);
    }
}
