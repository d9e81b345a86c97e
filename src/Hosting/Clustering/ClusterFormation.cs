using Akka.Actor;
using Akka.Cluster;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Brings an ActorSystem into the cluster by the table of addresses, or founds the cluster when there is none. The table serves this alone.</summary>
/// <remarks>
/// <list type="number">
/// <item>The node is in the table as starting. A crash here leaves a row that no node joins or waits for.</item>
/// <item>Others that are up beat there: it asks them whether it may join, itself never among them, so that it cannot by mistake join itself. It reads the table
/// again every second: a node that has ended is asked only as long as its row is recent.</item>
/// <item>No node takes it: under a lock it claims to found the cluster. Of several that start at once one has the claim, and the others find it there and wait.
/// A crash here leaves a claim that counts for as long as its beat is fresh.</item>
/// <item>It joins itself and is up: under the lock its row says so, if the claim is still there. If not (it was frozen, and others have founded without it), it
/// gives up, and its next ActorSystem joins them.</item>
/// <item>It is up: others may join through it.</item>
/// </list>
/// </remarks>
internal sealed partial class ClusterFormation(
    ActorSystem system, NodeAddress self, ClusterDatabase database, NodeAddressRefresh beat, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A cluster takes a node within a second. One that was frozen while it joined and was marked down can never join again: that takes a new ActorSystem.
    /// </summary>
    private static readonly TimeSpan LongestAsking = TimeSpan.FromSeconds(20);

    /// <summary>From being taken to being up: seconds, unless the cluster that took the node ends meanwhile.</summary>
    private static readonly TimeSpan LongestWayUp = TimeSpan.FromSeconds(40);

    private readonly Cluster _cluster = Cluster.Get(system);
    private readonly long _began = time.GetTimestamp();
    private IReadOnlyList<string> _asked = [];
    private long _askedAt;
    private long? _watchedSince;
    private long? _askingSince;
    private long? _takenSince;
    private bool _hasClaim;
    private bool _isAway;

    /// <summary>Ends when the node is up.</summary>
    /// <returns>False: this ActorSystem does not get up any more and has to end.</returns>
    /// <exception cref="OperationCanceledException">Given up, or the ActorSystem has ended.</exception>
    public async Task<bool> JoinAsync(CancellationToken cancellation)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.RegisterOnMemberUp(() => up.TrySetResult());
        if (system.Settings.Config.GetStringList("akka.cluster.seed-nodes", []) is { Count: > 0 } seeds)
        {
            JoinsSeeds(log, string.Join(", ", seeds));
            await up.Task.WaitAsync(cancellation);
            beat.Show(self, NodePresence.Up);
            return true;
        }

        while (!up.Task.IsCompleted)
        {
            if (IsTooLate())
            {
                NotUpInTime(log, self.Address, time.GetElapsedTime(_began).TotalSeconds);
                return false;
            }

            try
            {
                await LookAsync(cancellation);
                _isAway = false;
            }
            catch (LedgerException away)
            {
                SayAway(away);
            }

            await Task.WhenAny(up.Task, Task.Delay(Look, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }

        return await ShowUpAsync(cancellation);
    }

    private bool IsTooLate() => _takenSince is { } taken
        ? time.GetElapsedTime(taken) > LongestWayUp
        : !_hasClaim && _askingSince is { } asking && time.GetElapsedTime(asking) > LongestAsking;

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (_hasClaim || IsTaken())
        {
            _takenSince ??= time.GetTimestamp();
            return;
        }

        if (_watchedSince is null)
        {
            await database.BeatAsync(self, NodePresence.Starting, cancellation);
            beat.Show(self, NodePresence.Starting);
            _watchedSince = time.GetTimestamp();
        }

        var others = await database.OthersAsync(self.Address, cancellation);
        switch (FormationPlan.Decide(others, time.GetElapsedTime(_watchedSince.Value)))
        {
            case FormationStep.Join join:
                Ask(join.Addresses);
                break;
            case FormationStep.Found:
                await FoundAsync(cancellation);
                break;
            default:
                break;
        }
    }

    private async Task FoundAsync(CancellationToken cancellation)
    {
        var claiming = time.GetTimestamp();
        if (!await database.TryFoundAsync(self, FormationPlan.Fresh, cancellation))
        {
            return;
        }

        if (time.GetElapsedTime(claiming) > FormationPlan.Fresh / 2)
        {
            // Frozen in between: the claim is as good as gone. The table is read again.
            return;
        }

        Found();
    }

    private void Found()
    {
        _hasClaim = true;
        Founds(log, self.Address);
        _cluster.Join(_cluster.SelfAddress);
    }

    private void Ask(IReadOnlyList<string> addresses)
    {
        var shown = string.Join(", ", addresses);
        var isNew = !_asked.SequenceEqual(addresses);
        if (!isNew && time.GetElapsedTime(_askedAt) < AskAgain)
        {
            return;
        }

        if (isNew)
        {
            Joins(log, self.Address, shown);
        }
        else
        {
            DoesNotGetIn(log, self.Address, shown, time.GetElapsedTime(_began).TotalSeconds);
        }

        (_asked, _askedAt) = (addresses, time.GetTimestamp());
        _askingSince ??= _askedAt;
        _cluster.JoinSeedNodes(addresses.Select(Address.Parse));
    }

    // Once for an outage, and not every second.
    private void SayAway(LedgerException away)
    {
        if (!_isAway)
        {
            _isAway = true;
            CannotRead(log, away.Message);
        }
    }

    /// <summary>A cluster has taken the node; it is not up yet.</summary>
    private bool IsTaken() => _cluster.State.Members.Any(member => member.UniqueAddress.Equals(_cluster.SelfUniqueAddress));

    /// <summary>A database that is away now was there a moment ago: the row says up as soon as it is back.</summary>
    private async Task<bool> ShowUpAsync(CancellationToken cancellation)
    {
        var retry = DatabaseRetry.Create(time, Look, Look, onAway: (_, away) => SayAway(away));
        if (_hasClaim && !await retry.ExecuteAsync(async token => await database.FoundedAsync(self, token), cancellation))
        {
            ClaimWasLost(log, self.Address);
            return false;
        }

        beat.Show(self, NodePresence.Up);
        try
        {
            await database.BeatAsync(self, NodePresence.Up, cancellation);
        }
        catch (LedgerException)
        {
            // The beat says it as soon as it can.
        }

        return true;
    }

    [LoggerMessage(EventName = "cluster-seeds", Level = LogLevel.Information, Message = "Joining the cluster through the configured seed nodes {Addresses}.")]
    private static partial void JoinsSeeds(ILogger log, string addresses);

    [LoggerMessage(EventName = "cluster-join", Level = LogLevel.Information, Message = "{Address} joins the cluster of {Addresses}.")]
    private static partial void Joins(ILogger log, string address, string addresses);

    [LoggerMessage(
        EventName = "cluster-found", Level = LogLevel.Information,
        Message = "{Address} founds the cluster: the table of addresses shows no other node that is up.")]
    private static partial void Founds(ILogger log, string address);

    [LoggerMessage(
        EventName = "cluster-claim-lost", Level = LogLevel.Warning,
        Message = "{Address} was away while it founded the cluster, and another node has founded it: starting again to join that one.")]
    private static partial void ClaimWasLost(ILogger log, string address);

    [LoggerMessage(
        EventName = "cluster-not-up", Level = LogLevel.Warning,
        Message = "{Address} is not up in the cluster after {Seconds:0} s: starting another ActorSystem.")]
    private static partial void NotUpInTime(ILogger log, string address, double seconds);

    [LoggerMessage(
        EventName = "cluster-not-joined", Level = LogLevel.Warning,
        Message = "{Address} asks {Addresses} for {Seconds:0} s and is not taken: they write to the database, so they live."
            + " Check that node.remoting of each can be reached from the others and that all have certificates of the same CA.")]
    private static partial void DoesNotGetIn(ILogger log, string address, string addresses, double seconds);

    [LoggerMessage(EventName = "cluster-database-away", Level = LogLevel.Warning, Message = "The table of addresses could not be used, trying again: {Error}")]
    private static partial void CannotRead(ILogger log, string error);
}
