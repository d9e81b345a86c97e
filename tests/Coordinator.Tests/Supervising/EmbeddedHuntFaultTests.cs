using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>What a run does when an actor crashes, or its ledger is away or broken.</summary>
public sealed class EmbeddedHuntFaultTests : EmbeddedHuntTest
{
    [Fact]
    public async Task LedgerThatCannotKeepRecordsAnyMore_EndsTheHuntWithItsWords()
    {
        var ledger = new PlayedLedger(World) { Holds = _ => true };
        await using var hunt = await StartAsync(ledger, [Domain("a.com")]);
        await ledger.Held.Task.InTime();
        Hunts.Failures.Enqueue(new("The ledger is damaged.", LedgerErrorKind.Unusable));

        ledger.AnswerAll();

        (await Should.ThrowAsync<LedgerException>(() => hunt.Completion.InTime())).Message.ShouldBe("The ledger is damaged.");
    }

    [Fact]
    public async Task CoordinatorThatCrashes_WalksAgain_AndTheTreeIsWhole()
    {
        var relations = new Explosive([new("r", Ip("8.8.8.8")), new("r", Ip("8.8.4.4"))], explosions: 2);
        World["flint", Domain("a.com")] = new Answer.Found(relations, Cut: false);
        await using var hunt = await StartAsync(new PlayedLedger(World), [Domain("a.com")]);

        var summary = await hunt.Completion.InTime();

        summary.TreesComplete.ShouldBe(1);
        summary.Queries.Asked.ShouldBe(6);
        Notices.Count(n => n is { IsError: false } && n.Text.StartsWith("The tree of domain a.com crashed and starts again", StringComparison.Ordinal))
            .ShouldBe(2);
        Folder.Read($"a.com_depth_3_{Stamp}.txt").ShouldBe(new NaiveTree(World, Domain("a.com"), 3).Draw());
    }

    [Fact]
    public async Task CoordinatorThatCrashesAgainAndAgain_IsGivenUp_AndTheHuntGoesOn()
    {
        World["flint", Domain("bad.com")] = new Answer.Found(new Explosive([new("r", Ip("8.8.8.8"))], explosions: int.MaxValue), Cut: false);
        await using var hunt = await StartAsync(new PlayedLedger(World), [Domain("bad.com"), Domain("good.com")], activeTrees: 1);

        var summary = await hunt.Completion.InTime();

        (summary.Seeds, summary.TreesComplete).ShouldBe((2, 1));
        summary.FirstProblems.ShouldHaveSingleItem().ShouldBe(
            "The tree of domain bad.com was given up after 5 crashes, the last: InvalidOperationException: boom "
            + "Run the same command again; what was answered is kept.");
        Notices.Last(n => n.IsError).Text.ShouldBe(summary.FirstProblems[0]);
        Folder.Files.ShouldBe([$"good.com_depth_3_{Stamp}.json", $"good.com_depth_3_{Stamp}.txt"]);
    }

    [Fact]
    public async Task BrokerThatCrashes_StartsAgain_AndNoTreeHangs()
    {
        var calls = 0;
        var ledger = new PlayedLedger(RandomRelations(30))
        {
            Trouble = () =>
            {
                if (Interlocked.Increment(ref calls) is 2 or 3)
                {
                    throw new InvalidOperationException("boom");
                }
            },
        };
        await using var hunt = await StartAsync(ledger, [Seed(0), Seed(1), Seed(2)]);

        var summary = await hunt.Completion.InTime();

        summary.TreesComplete.ShouldBe(3);
        summary.Queries.Asked.ShouldBe(Enumerable.Range(0, 3).Sum(i => new NaiveTree(World, Seed(i), 3).Asked.Count));
        Notices.Count(n => n.Text == "The query broker crashed and starts again: InvalidOperationException: boom").ShouldBe(2);
    }

    [Fact]
    public async Task BrokerThatCrashesForEver_EndsTheHunt()
    {
        await using var hunt = await StartAsync(new PlayedLedger(World) { Trouble = () => throw new InvalidOperationException("boom") }, [Seed(0)]);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => hunt.Completion.InTime());

        failure.Message.ShouldBe("boom");
    }

    [Fact]
    public async Task LedgerThatIsUnusable_EndsTheHuntWithItsWords()
    {
        var broken = new LedgerException("ledger.db is damaged.", LedgerErrorKind.Unusable);
        await using var hunt = await StartAsync(new PlayedLedger(World) { Trouble = () => throw broken }, [Seed(0)]);

        (await Should.ThrowAsync<LedgerException>(() => hunt.Completion.InTime())).ShouldBe(broken);
    }

    [Fact]
    public async Task LedgerAwayForAWhile_OnlyTakesTime()
    {
        var calls = 0;
        var ledger = new PlayedLedger(RandomRelations(30))
        {
            Trouble = () =>
            {
                if (Interlocked.Increment(ref calls) is 2 or 3)
                {
                    throw new LedgerException("The disk of ledger.db is full.", LedgerErrorKind.Unavailable);
                }
            },
        };
        await using var hunt = await StartAsync(ledger, [Seed(0), Seed(1)]);

        (await hunt.Completion.InTime()).TreesComplete.ShouldBe(2);
        Notices.Count.ShouldBe(2);
    }

    /// <summary>Relations that cannot be read the first times.</summary>
    private sealed class Explosive(Relation[] relations, int explosions) : IReadOnlyList<Relation>
    {
        private int _left = explosions;

        public int Count => _left-- > 0 ? throw new InvalidOperationException("boom") : relations.Length;

        public Relation this[int index] => relations[index];

        public IEnumerator<Relation> GetEnumerator() => ((IEnumerable<Relation>)relations).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => relations.GetEnumerator();
    }
}
