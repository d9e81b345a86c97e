using Akka.Actor;
using Akka.Cluster;
using Akka.Coordination;
using IocExplorer.Persistence;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// Akka's lease over a row in PostgreSQL: one owner at a time by the database's clock. The split brain resolver takes it before it downs the other side, holds
/// it for a while and gives it back. Held, it is lengthened every heartbeat-interval for heartbeat-timeout; when that fails for so long, it is lost.
/// </summary>
/// <remarks>
/// The leader takes it, and the resolver holds it for 40 s. Within that time another node may have become the leader, and a further one may have died: then the
/// lease is taken over from a member that this node reaches. Both are on one side, so it stays there. A leader that is refused ends all that it reaches.
/// Reached means at both moments: when the resolver has looked whether the lease is held, and when it takes it, for which a minority waits. A cut that heals
/// in between joins no sides that were decided apart.
/// </remarks>
internal sealed class PostgresLease : Lease
{
    private readonly ClusterDatabaseSetup _setup;
    private readonly ExtendedActorSystem _system;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _holding;
    private long _lengthened;
    private string[]? _reachedAtCheck;

    // Called by Akka, by this signature.
    public PostgresLease(LeaseSettings settings, ExtendedActorSystem system)
        : base(settings)
    {
        _system = system;
        _setup = system.Settings.Setup.Get<ClusterDatabaseSetup>().Value;
        system.WhenTerminated.ContinueWith(_ => StopHolding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private TimeSpan Length => Settings.TimeoutSettings.HeartbeatTimeout;

    public override Task<bool> Acquire() => Acquire(static _ => { });

    public override async Task<bool> Acquire(Action<Exception> leaseLostCallback)
    {
        try
        {
            var reached = ReachableMembers();
            if (!await TakeAsync([.. reached.Intersect(Volatile.Read(ref _reachedAtCheck) ?? reached)]))
            {
                StopHolding();
                return false;
            }
        }
        catch (Exception away) when (away is LedgerException or OperationCanceledException)
        {
            throw new LeaseException(away.Message, away);
        }

        var holding = new CancellationTokenSource();
        StopHolding(holding);
        _ = HoldAsync(leaseLostCallback, holding.Token);
        return true;
    }

    public override async Task<bool> Release()
    {
        StopHolding();
        try
        {
            using var patience = new CancellationTokenSource(Settings.TimeoutSettings.OperationTimeout, _setup.Time);
            await _setup.Database.ReleaseLeaseAsync(Settings.LeaseName, Settings.OwnerName, patience.Token);
            return true;
        }
        catch (Exception away) when (away is LedgerException or OperationCanceledException or ObjectDisposedException)
        {
            throw new LeaseException(away.Message, away);
        }
    }

    public override bool CheckLease()
    {
        Volatile.Write(ref _reachedAtCheck, ReachableMembers());
        return IsHeld();
    }

    private bool IsHeld()
    {
        lock (_gate)
        {
            return _holding is not null && _setup.Time.GetElapsedTime(_lengthened) < Length;
        }
    }

    private string[] ReachableMembers()
    {
        var state = Cluster.Get(_system).State;
        return
        [
            .. state.Members.Where(member => member.Status != MemberStatus.Down && !state.Unreachable.Contains(member))
                .Select(member => member.Address.HostPort()),
        ];
    }

    private async Task<bool> TakeAsync(string[] from)
    {
        // Counted from before the question, so that a slow answer makes the hold shorter and not longer than the database says.
        var asked = _setup.Time.GetTimestamp();
        using var patience = new CancellationTokenSource(Settings.TimeoutSettings.OperationTimeout, _setup.Time);
        var isHeld = await _setup.Database.TakeLeaseAsync(Settings.LeaseName, Settings.OwnerName, from, Length, patience.Token);
        if (isHeld)
        {
            lock (_gate)
            {
                _lengthened = asked;
            }
        }

        return isHeld;
    }

    private async Task HoldAsync(Action<Exception> lost, CancellationToken holding)
    {
        while (true)
        {
            await Task.Delay(Settings.TimeoutSettings.HeartbeatInterval, _setup.Time, holding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (holding.IsCancellationRequested)
            {
                return;
            }

            Exception? error = null;
            try
            {
                error = await TakeAsync([]) ? null : new LeaseException($"{Settings.LeaseName} was taken by another node.");
            }
            catch (Exception away) when (away is LedgerException or OperationCanceledException or ObjectDisposedException)
            {
                error = IsHeld() ? null : away;
            }

            if (error is not null && !holding.IsCancellationRequested)
            {
                StopHolding();
                lost(error);
                return;
            }
        }
    }

    private void StopHolding(CancellationTokenSource? next = null)
    {
        CancellationTokenSource? before;
        lock (_gate)
        {
            (before, _holding) = (_holding, next);
        }

        // Not disposed: a waiter may still read it, and it holds only memory.
        before?.Cancel();
    }
}
