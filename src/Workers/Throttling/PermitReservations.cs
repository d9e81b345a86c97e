using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// Decides which worker permits of a key are reserved for, how long they live, and who gets them when they are durable. One reservation is
/// under way at a time. Writes and sends nothing.
/// </summary>
internal sealed class PermitReservations(WorkShares shares, SourceThrottleOptions options)
{
    private static readonly TimeSpan PullPatience = TimeSpan.FromMilliseconds(500);

    private TimeSpan _life = options.PermitLife;

    public Reservation? UnderWay { get; private set; }

    /// <param name="key">Metered, known and not out.</param>
    /// <returns>Null: nobody wants any, or something under way is to end first.</returns>
    public ReservationStep? Reserve(KeyState key, IReadOnlyCollection<ThrottledWorker> workers, long write)
    {
        var ready = shares.WhoWants(workers, key);
        if (ready.Count == 0)
        {
            return null;
        }

        if (key.Block.Rest is { } rest)
        {
            return new ReservationStep.LookAgain(rest);
        }

        var worker = ready.Find(CanBeServed);
        if (worker is null || !IsFresh(worker))
        {
            return worker is { AskedForPullAt: null } ? AskForPull(worker) : null;
        }

        var decision = key.Reserve(shares.PermitsFor(worker, key), _life);
        if (decision.Grant is { } grant)
        {
            UnderWay = new(key, worker, key.NameOf(grant), grant.Count, worker.Pull, worker.PulledAt, _life, write);
            key.LastWrite = write;
            return new ReservationStep.Reserved(UnderWay);
        }

        if (decision.Window == QuotaWindow.Minute || decision.Wait <= options.LongestQuotaWait)
        {
            return new ReservationStep.LookAgain(decision.Wait);
        }

        // Not before nothing is under way that still has a permit: it is to be used, or comes back and is there for the next. After a 429 fewer want one
        // than wait: then the workers have pulled since the attempt has ended that took the last permit in its last moment.
        var lastBackAt = key.PermitsEndAt + (long)(options.Resilience.AttemptTimeout.TotalSeconds * options.Time.TimestampFrequency);
        return key.InFlight <= workers.Sum(w => w.PermitsWanted(key.Name)) || workers.All(w => w.PulledAt > lastBackAt)
            ? new ReservationStep.UsedUp(decision.Window!, decision.Wait)
            : null;
    }

    /// <summary>A write is durable.</summary>
    /// <returns>
    /// What was reserved by it and is still good; null when there is nothing of that kind. Permits that became too old on the way are given back,
    /// and the next ones live longer.
    /// </returns>
    public Reservation? Written(long write)
    {
        if (UnderWay is not { } reservation || write != reservation.Write)
        {
            return null;
        }

        UnderWay = null;
        if (options.Time.GetElapsedTime(reservation.PulledAt) >= _life)
        {
            _life = _life * 2 < QuotaPlan.LongestLife ? _life * 2 : QuotaPlan.LongestLife;
            reservation.GiveBack(reservation.Count);
            return null;
        }

        var shorter = TimeSpan.FromTicks((long)(_life.Ticks * 0.9));
        _life = shorter > options.PermitLife ? shorter : options.PermitLife;
        return reservation;
    }

    /// <summary>What the worker gets of a reservation that is durable; what it has no use for any more goes back.</summary>
    /// <returns>Queries to ask, and the number of permits for them and for those that it asks already.</returns>
    public (List<SourceWorkerProtocol.WorkItem> Work, int Permits) Use(Reservation reservation)
    {
        var (key, worker) = (reservation.Key, reservation.Worker);

        // Further pages and tries first: they hold slots.
        var extra = Math.Min(reservation.Count, worker.PermitsWanted(key.Name));
        worker.GotPermits(key.Name, extra);
        var work = shares.Take(worker, key, reservation.Count - extra, WorkShares.MostPerGrant, out var requests);
        reservation.GiveBack(reservation.Count - extra - requests);
        return (work, extra + requests);
    }

    private bool IsFresh(ThrottledWorker worker) => options.Time.GetElapsedTime(worker.PulledAt) <= options.FreshPull;

    /// <summary>Whether it is this worker's turn. Others do not wait for one that was asked for another pull and does not send it.</summary>
    private bool CanBeServed(ThrottledWorker worker) =>
        IsFresh(worker) || worker.AskedForPullAt is not { } asked || options.Time.GetElapsedTime(asked) <= PullPatience;

    private ReservationStep.AskForPull AskForPull(ThrottledWorker worker)
    {
        worker.AskedForPullAt = options.Time.GetTimestamp();
        return new(worker);
    }
}
