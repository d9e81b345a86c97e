using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// Decides which worker gets which queries of a source, and takes them out of the queue. Sends nothing: that is <see cref="SourceThrottle"/>'s.
/// </summary>
internal sealed class WorkShares(ThrottleQueue queue, KeyRing keys, SharedRequests shared)
{
    /// <summary>Queries in one grant: well below what one frame of remoting holds.</summary>
    public const int MostPerGrant = 256;

    /// <summary>When a block ends for whose end queries wait that need no permit; null when there is none.</summary>
    public TimeSpan? OpensIn => queue.Queued == 0 ? null : keys.All.Where(key => key is { IsMetered: false, IsUsable: true }).Min(key => key.Block.Rest);

    /// <summary>
    /// All that can be handed out without permits: what reads the reply to another's request, refusals, then what there is for keys without a quota.
    /// A share is to be sent before the next is asked for: it has the number of the worker's next grant.
    /// </summary>
    public IEnumerable<(ThrottledWorker Worker, List<SourceWorkerProtocol.WorkItem> Work)> WithoutPermits(IReadOnlyCollection<ThrottledWorker> workers)
    {
        var refused = workers.Where(_ => keys.HasRefusals)
            .SelectMany(worker => worker.Demands.ToList().Select(demand => (worker, TakeRefusals(worker, demand.Key))));
        var unmetered = keys.All.Where(key => queue.Queued > 0 && key is { IsMetered: false, IsUsable: true }).SelectMany(key => Split(workers, key));
        return TakeJoining(workers).Concat(refused).Concat(unmetered).Where(share => share.Item2.Count > 0);
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
            yield return (ready[i], Take(ready[i], key, Math.Max(1, share), Math.Max(1, share), out _));
        }
    }

    /// <summary>
    /// Queries for one worker, as many as its slots, the key's block and one grant have room for, and with each those that read the reply to its request.
    /// </summary>
    /// <param name="mostRequests">How many may take a permit.</param>
    /// <param name="enough">With so many queries it ends.</param>
    /// <param name="requests">How many of them take a permit.</param>
    public List<SourceWorkerProtocol.WorkItem> Take(ThrottledWorker worker, KeyState key, int mostRequests, int enough, out int requests)
    {
        enough = Math.Min(enough, MostPerGrant);
        var count = Math.Min(Math.Min(mostRequests, enough), Math.Min(worker.FreeSlots(key.Name), key.Room));
        var work = new List<SourceWorkerProtocol.WorkItem>(Math.Max(0, count));
        requests = 0;
        while (requests < count && work.Count < enough && queue.Take(operation => MayAsk(worker, key, operation)) is { } query)
        {
            requests++;
            work.Add(Item(query, worker, key.Name, refusal: null));
            var alike = shared.WaitingLike(query.Query).Where(q => MayAsk(worker, key, q.Query.Operation));
            work.AddRange(alike.Select(q => Item(q, worker, key.Name, refusal: null, sharesRequest: true)));
        }

        return work;
    }

    /// <summary>
    /// What has been asked for since a worker began to ask the same: it goes there too, whatever slots are free, for it sends nothing.
    /// To be sent before anything else is taken.
    /// </summary>
    private IEnumerable<(ThrottledWorker Worker, List<SourceWorkerProtocol.WorkItem> Work)> TakeJoining(IReadOnlyCollection<ThrottledWorker> workers)
    {
        foreach (var joining in shared.TakeJoining().GroupBy(j => j.Worker))
        {
            if (workers.FirstOrDefault(w => w.Actor.Equals(joining.Key)) is { } worker)
            {
                yield return (worker,
                [
                    .. joining.Where(j => keys.Find(j.Key) is { } key && MayAsk(worker, key, j.Query.Query.Operation)).Take(MostPerGrant)
                        .Select(j => Item(j.Query, worker, j.Key, refusal: null, sharesRequest: true)),
                ]);
            }
        }
    }

    /// <summary>Permits that the worker would use at once.</summary>
    public int PermitsFor(ThrottledWorker worker, KeyState key)
    {
        // While the key is blocked, what is wanted is said all the same: the end of the block is waited for.
        var slots = worker.FreeSlots(key.Name);
        slots = key.Block.Rest is null ? Math.Min(slots, key.Room) : slots;
        var work = slots == 0 || queue.Queued == 0
            ? 0
            : Math.Min(slots, queue.WaitingFor(operation => MayAsk(worker, key, operation)));
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

    private static bool MayAsk(ThrottledWorker worker, KeyState key, OperationId operation) => worker.Operations.Contains(operation) && key.May(operation);

    private SourceWorkerProtocol.WorkItem Item(QueuedQuery query, ThrottledWorker worker, string key, Answer.NotAnswered? refusal, bool sharesRequest = false)
    {
        queue.HandOut(query, worker.Actor, key, worker.Grants + 1);
        query.SharesRequest = sharesRequest;
        worker.Taken(key, 1);
        if (!sharesRequest && keys.Find(key) is { } standing)
        {
            standing.InFlight++;
        }

        return new(query.Query, query.Hunt, query.Freshness, query.Named, key, refusal);
    }
}
