using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>What <see cref="IHuntRecords"/> promises, whoever keeps the hunts.</summary>
public abstract class HuntRecordsConformance : IAsyncLifetime
{
    private static readonly HuntRules _rules = new()
    {
        Park = [TagClass.Shared],
        SeenSince = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
        Sharing = SharingLevel.Green,
    };

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract FakeTime Time { get; }

    protected abstract IHuntRecords Records { get; }

    /// <summary>Of the same store.</summary>
    protected ITreeIndex Index => (ITreeIndex)Records;

    public abstract ValueTask InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Hunt_IsFoundAsItBegan_AndWithItsEndWhenItHasOne()
    {
        var began = Time.GetUtcNow();
        var id = await BeginAsync(2, _rules, Seed(1), Seed(2));
        var running = (await Records.FindAsync(id, Cancellation)).ShouldNotBeNull();
        Time.Advance(TimeSpan.FromMinutes(5));
        await RecordAsync(id, Tree(1), Tree(2));
        await EndAsync(id);
        var ended = (await Records.FindAsync(id, Cancellation)).ShouldNotBeNull();

        (running.Id, running.StartedAt, running.EndedAt, running.Depth, running.Seeds).ShouldBe((id, began, null, 2, 2));
        running.Rules.ShouldSatisfyAllConditions(
            r => r.Park.ShouldBe(_rules.Park), r => r.SeenSince.ShouldBe(_rules.SeenSince), r => r.Sharing.ShouldBe(_rules.Sharing),
            r => r.ParkHubs.ShouldBeNull());
        ended.EndedAt.ShouldBe(began + TimeSpan.FromMinutes(5));
        (await Records.FindAsync(id + 1, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task HuntWithoutAnEnd_IsFoundWithTheTreesThatItHas()
    {
        var id = await BeginAsync(3, new(), Seed(1), Seed(2));
        await RecordAsync(id, Tree(2));
        await ReopenAsync();

        var hunt = (await Records.FindAsync(id, Cancellation)).ShouldNotBeNull();

        (hunt.Id, hunt.EndedAt, hunt.Seeds).ShouldBe((id, null, 2));
        (await TreesAsync(id)).ShouldBe([2]);
    }

    [Fact]
    public async Task Trees_AreReadByNumber_WithoutThoseThatAreNotWritten()
    {
        const int Seeds = 50;
        var id = await BeginAsync(3, new(), [.. Enumerable.Range(1, Seeds).Select(Seed)]);
        var other = await BeginAsync(3, new(), Seed(1));
        await RecordAsync(other, Tree(1));
        await RecordAsync(id, [.. Enumerable.Range(26, 25).Reverse().Select(Tree)]);
        await RecordAsync(id, [.. Enumerable.Range(1, 20).Select(Tree)]);
        await GiveUpAsync(id, 21);

        (await TreesAsync(id)).ShouldBe(Enumerable.Range(1, 20).Concat(Enumerable.Range(26, 25)));
        (await TreesAsync(other)).ShouldBe([1]);
        (await TreesAsync(other + 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tree_ComesBackAsItWasRecorded()
    {
        var id = await BeginAsync(3, new(), Seed(1), Seed(2));
        await RecordAsync(id, Tree(1), Tree(2));

        Bytes((await Records.FindTreeAsync(id, 2, Cancellation)).ShouldNotBeNull()).ShouldBe(Bytes(Tree(2)));
        (await Records.ReadTreesAsync(id, Cancellation).ToListAsync(Cancellation)).Select(Bytes).ShouldBe([Bytes(Tree(1)), Bytes(Tree(2))]);
        (await Records.FindTreeAsync(id, 3, Cancellation)).ShouldBeNull();
        (await Records.FindTreeAsync(id + 1, 1, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task TreeRecordedAgain_StandsOnce()
    {
        var id = await BeginAsync(3, new(), Seed(1));
        await RecordAsync(id, Tree(1));
        await RecordAsync(id, Tree(1));

        (await TreesAsync(id)).ShouldBe([1]);
    }

    [Fact]
    public async Task Keys_OfAllHunts_ComeTheNewestFirst_WithoutTreesThatAreNotWritten()
    {
        var first = await BeginAsync(3, new(), Seed(1), Seed(2));
        var second = await BeginAsync(3, new(), [.. Enumerable.Range(1, 700).Select(Seed)]);
        await RecordAsync(first, Tree(1), Tree(2));
        await GiveUpAsync(second, 1);
        await RecordAsync(second, [.. Enumerable.Range(2, 699).Select(Tree)]);

        var keys = await Index.ReadAllAsync(Cancellation).ToListAsync(Cancellation);

        keys.Select(tree => (tree.Hunt, tree.Number))
            .ShouldBe([.. Enumerable.Range(2, 699).Reverse().Select(number => (second, number)), (first, 2), (first, 1)]);
        keys[^1].Keys.ToArray().ShouldBe(TreeKeys.Of(Tree(1)));
    }

    [Fact]
    public async Task Find_GivesTheTreesOfAHuntThatHaveAnIoc()
    {
        var id = await BeginAsync(3, new(), Seed(1), Seed(2));
        var other = await BeginAsync(3, new(), Seed(1));
        await RecordAsync(id, Tree(1), Tree(2));
        await RecordAsync(other, Tree(1));

        (await Index.FindAsync(id, new(IocType.IpAddress, "192.0.2.2"), Cancellation)).ShouldBe([new(2, 1)]);
        (await Index.FindAsync(other, Seed(1), Cancellation)).ShouldBe([new(1, 0)]);
        (await Index.FindAsync(other, Seed(2), Cancellation)).ShouldBeEmpty();
    }

    protected static Ioc Seed(int number) => new(IocType.Domain, $"seed{number}.example");

    /// <summary>A hunt begins.</summary>
    protected abstract Task<long> BeginAsync(int depth, HuntRules rules, params Ioc[] seeds);

    protected abstract Task RecordAsync(long hunt, params TreeRecord[] trees);

    /// <summary>The tree has ended without a record.</summary>
    protected abstract Task GiveUpAsync(long hunt, int number);

    protected abstract Task EndAsync(long hunt);

    /// <summary>The process ends, and another one opens the store.</summary>
    protected abstract Task ReopenAsync();

    protected abstract ValueTask CloseAsync();

    private static TreeRecord Tree(int number) => new(
        number,
        [
            new(Seed(number), -1, null, -1, NodeExpansion.Expanded) { Tags = [new("popular #7", TagClass.KnownGood, "a list", "2026-01-01")] },
            new(new(IocType.IpAddress, $"192.0.2.{number}"), 0, "points to", 0, NodeExpansion.DepthLimit) { Seen = new(1_700_000_000, 1_750_000_000) },
        ],
        [
            new(0, "Alpha", "first", RecordedOutcome.Found, DateTimeOffset.FromUnixTimeMilliseconds(1_767_600_000_123)) { IsCut = true },
            new(0, "Beta", "other", RecordedOutcome.NotSent, null) { Detail = "is a private address" },
        ]);

    private static string Bytes(TreeRecord tree) => Convert.ToHexString(TreeRecordBytes.Pack(tree).Span);

    private async Task<List<int>> TreesAsync(long hunt) =>
        await Records.ReadTreesAsync(hunt, Cancellation).Select(tree => tree.Number).ToListAsync(Cancellation);
}
