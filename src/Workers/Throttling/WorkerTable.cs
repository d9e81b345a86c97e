using System.Runtime.InteropServices;
using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The workers of a source and what each has in hand: takes their pulls in, and finds what was lost. Sends nothing: that is <see
/// cref="SourceThrottle"/>'s.
/// </summary>
internal sealed class WorkerTable(ThrottleQueue queue, KeyRing keys, LateAnswers late, SharedRequests shared)
{
    private readonly Dictionary<IActorRef, ThrottledWorker> _workers = [];

    public IReadOnlyCollection<ThrottledWorker> All => _workers.Values;

    public bool Contains(ThrottledWorker worker) => _workers.GetValueOrDefault(worker.Actor) == worker;

    /// <summary>Takes in what a pull says, but for what is in hand.</summary>
    /// <returns>Who pulls; null when the pull is older than one that came before.</returns>
    public ThrottledWorker? Take(SourceThrottleProtocol.Pull pull, long now)
    {
        var worker = CollectionsMarshal.GetValueRefOrAddDefault(_workers, pull.Worker, out _) ??= new(pull.Worker);
        if (!worker.Take(pull, now))
        {
            return null;
        }

        shared.Learn(pull);
        foreach (var demand in pull.Keys)
        {
            Handle(worker, demand);
        }

        foreach (var done in pull.Done)
        {
            if (queue.Done(done, pull.Worker) is { } query)
            {
                FreeSlot(query);
                shared.Done(query);
                late.Add(query);
            }
        }

        foreach (var back in pull.HandedBack)
        {
            FreeSlot(queue.HandBack(back, pull.Worker));
        }

        return worker;
    }

    /// <summary>After a start: what a worker has in hand from the incarnation before is under way.</summary>
    public void TakeOver(ThrottledWorker worker, IReadOnlyList<Query> inHand)
    {
        var key = worker.Demands.FirstOrDefault()?.Key ?? "";
        foreach (var known in inHand)
        {
            if (queue.IsUnderWay(known, worker.Actor, key) && keys.Find(key) is { } standing)
            {
                standing.InFlight++;
            }
        }
    }

    /// <summary>What a worker was granted and does not have waits again.</summary>
    /// <returns>Grants that are to be sent to it again.</returns>
    public IReadOnlyList<SourceWorkerProtocol.Grant> Compare(ThrottledWorker worker, IReadOnlyList<Query> inHand, long grantSeen)
    {
        foreach (var lost in queue.Compare(worker.Actor, inHand, grantSeen))
        {
            FreeSlot(lost);
            shared.Asked([lost.Query]);
        }

        return worker.ToSendAgain();
    }

    /// <summary>It is gone with its node: what it had waits again.</summary>
    /// <returns>False when this is no worker.</returns>
    public bool Remove(IActorRef actor)
    {
        if (!_workers.Remove(actor))
        {
            return false;
        }

        foreach (var lost in queue.WorkerGone(actor))
        {
            FreeSlot(lost);
        }

        foreach (var key in keys.All)
        {
            key.WorkerGone(actor);
        }

        return true;
    }

    private void Handle(ThrottledWorker worker, SourceThrottleProtocol.KeyDemand demand)
    {
        var key = keys.Learn(demand.Key);
        key.Handle(worker.Actor, demand.Quota, Math.Max(demand.Slots, 1));
        for (var i = 0; i < demand.Answered; i++)
        {
            key.Block.Answered();
        }

        for (var i = 0; i < demand.Unused.Count; i++)
        {
            key.GiveBack(demand.Unused[i].Reservation, demand.Unused[i].Count);
        }
    }

    private void FreeSlot(QueuedQuery? query)
    {
        if (query is { SharesRequest: false } && keys.Find(query.Key) is { InFlight: > 0 } key)
        {
            key.InFlight--;
        }
    }
}
