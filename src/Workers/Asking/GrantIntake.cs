using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>Takes grants in: what of them is taken on, what is handed back, and how long their permits are good. Sends nothing.</summary>
internal sealed class GrantIntake(WorkerState state, Func<OperationId, bool> isOffered, TimeProvider time)
{
    /// <summary>A throttle has made itself known; a new incarnation knows nothing of the permits of the one before.</summary>
    public void Meet(IActorRef throttle)
    {
        if (state.Grants.Meet(throttle))
        {
            foreach (var key in state.Keys)
            {
                key.Gate.ThrottleChanged();
            }
        }
    }

    /// <returns>Whether something of it is handed back, with the next pull.</returns>
    public bool Take(SourceWorkerProtocol.Grant grant)
    {
        Meet(grant.Throttle);
        if (!state.Grants.Take(grant.Throttle, grant.Number))
        {
            return false;
        }

        var handedBack = state.HandedBack.Count;
        foreach (var item in grant.Work)
        {
            Take(item);
        }

        // A pull that nobody remembers is older than any permit: what answers it goes back.
        var life = (long)(grant.PermitLife.TotalSeconds * time.TimestampFrequency);
        var goodUntil = state.Grants.SentAt(grant.Pull) is { } sent ? sent + life : long.MinValue;
        foreach (var permits in grant.Permits)
        {
            state.KeyOf(permits.Key)?.Gate.Add(permits, goodUntil);
        }

        return state.HandedBack.Count > handedBack;
    }

    private void Take(SourceWorkerProtocol.WorkItem item)
    {
        if (state.InHand.ContainsKey(item.Query))
        {
            return;
        }

        if (state.KeyOf(item.Key) is not { } key || !isOffered(item.Query.Operation) || state.IsStopping)
        {
            state.HandedBack.Add(item.Query);
            return;
        }

        var work = new WorkInHand(item, key);
        state.Add(work);
        state.Waiting.Add(work);
        if (item.Refusal is null)
        {
            key.Gate.Expect(1);
        }
    }
}
