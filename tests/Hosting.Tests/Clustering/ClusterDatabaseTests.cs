using IocExplorer.Hosting.Engine;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class ClusterDatabaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly NodeAddress One = Node(1);
    private static readonly NodeAddress Two = Node(2);

    private ClusterDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = new(await SharedPostgres.NewDatabaseAsync(), "test");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Others_AfterBeats_ShowsAllButTheOneThatAsks()
    {
        await _database.BeatAsync(One, NodePresence.Starting, CancellationToken.None);
        await _database.BeatAsync(Two, NodePresence.Starting, CancellationToken.None);
        await _database.BeatAsync(Two, NodePresence.Up, CancellationToken.None);

        var others = await _database.OthersAsync(One.Address, CancellationToken.None);

        others.Count.ShouldBe(1);
        (others[0].Node.Address, others[0].Node.Uid, others[0].Presence).ShouldBe((Two.Address, Two.Uid, NodePresence.Up));
        others[0].Node.Roles.ShouldBe(Two.Roles);
        others[0].Age.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task TryFound_OfManyAtOnce_IsGivenToOne()
    {
        var nodes = Enumerable.Range(1, 8).Select(Node).ToList();
        await Task.WhenAll(nodes.Select(node => _database.BeatAsync(node, NodePresence.Starting, CancellationToken.None)));

        var claims = await Task.WhenAll(nodes.Select(node => _database.TryFoundAsync(node, Fresh, CancellationToken.None)));

        claims.Count(claimed => claimed).ShouldBe(1);
    }

    [Fact]
    public async Task TryFound_WhenAnotherIsUp_IsRefused()
    {
        await _database.BeatAsync(One, NodePresence.Up, CancellationToken.None);
        await _database.BeatAsync(Two, NodePresence.Starting, CancellationToken.None);

        (await _database.TryFoundAsync(Two, Fresh, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Founded_WhenTheClaimRanOutAndAnotherFounded_IsRefusedAlsoAfterALateBeat()
    {
        await _database.BeatAsync(One, NodePresence.Starting, CancellationToken.None);
        await _database.BeatAsync(Two, NodePresence.Starting, CancellationToken.None);
        (await _database.TryFoundAsync(One, Fresh, CancellationToken.None)).ShouldBeTrue();

        // The limit has passed for the claim of the one that sleeps.
        (await _database.TryFoundAsync(Two, TimeSpan.Zero, CancellationToken.None)).ShouldBeTrue();
        await _database.BeatAsync(One, NodePresence.Starting, CancellationToken.None);

        (await _database.FoundedAsync(One, CancellationToken.None)).ShouldBeFalse();
        (await _database.FoundedAsync(Two, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Beat_OfALaterStartOnTheSameAddress_BeginsAnew()
    {
        await _database.BeatAsync(One, NodePresence.Up, CancellationToken.None);

        await _database.BeatAsync(One with { Uid = 99 }, NodePresence.Starting, CancellationToken.None);
        await _database.RemoveAsync(One, CancellationToken.None);

        var other = (await _database.OthersAsync("", CancellationToken.None)).ShouldHaveSingleItem();
        (other.Node.Uid, other.Presence).ShouldBe((99, NodePresence.Starting));
    }

    [Fact]
    public async Task TakeLease_OfManyAtOnce_IsGivenToOneWhichMayLengthenIt()
    {
        var owners = Enumerable.Range(1, 8).Select(number => $"owner {number}").ToList();

        var held = await Task.WhenAll(owners.Select(owner => TakeAsync(owner)));

        held.Count(isHeld => isHeld).ShouldBe(1);
        var holder = owners[Array.IndexOf(held, true)];
        (await TakeAsync(holder)).ShouldBeTrue();
        await _database.ReleaseLeaseAsync("lease", "somebody else", CancellationToken.None);
        (await TakeAsync("somebody else")).ShouldBeFalse();
        await _database.ReleaseLeaseAsync("lease", holder, CancellationToken.None);
        (await TakeAsync("somebody else")).ShouldBeTrue();
    }

    [Fact]
    public async Task TakeLease_ThatHasRunOut_IsGivenToWhoeverComes()
    {
        (await _database.TakeLeaseAsync("lease", "dead", [], TimeSpan.FromSeconds(-1), CancellationToken.None)).ShouldBeTrue();

        (await TakeAsync("next")).ShouldBeTrue();
    }

    [Fact]
    public async Task TakeLease_FromAnOwnerOfTheSameSide_TakesItOver()
    {
        (await TakeAsync("first")).ShouldBeTrue();

        (await TakeAsync("second", "third")).ShouldBeFalse();
        (await TakeAsync("second", "third", "first")).ShouldBeTrue();

        (await TakeAsync("first")).ShouldBeFalse();
    }

    private Task<bool> TakeAsync(string owner, params string[] from) => _database.TakeLeaseAsync("lease", owner, from, Fresh, CancellationToken.None);

    private static NodeAddress Node(int port) => new($"akka.tcp://{EmbeddedEngine.SystemName}@127.0.0.1:{port}", 42, ["worker"], "n", "1.0");
}
