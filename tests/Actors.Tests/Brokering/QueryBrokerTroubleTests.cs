using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>A ledger that is away or broken, and a broker that crashes.</summary>
public sealed class QueryBrokerTroubleTests : QueryBrokerTestKit
{
    [Fact]
    public void LedgerAwayForAWhile_IsWaitedOutAndSaidOnce()
    {
        var failures = 0;
        Ledger.Trouble = () =>
        {
            failures++;
            throw new LedgerException("The disk of ledger.db is full. Make room.", LedgerErrorKind.Unavailable);
        };
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);
        for (var i = 1; i <= 10; i++)
        {
            // The outage begins when the broker has heard of the failure, not when the ledger was called.
            Until(() => Ledger.LookUps.Count == i && !Notices.IsEmpty);
            Time.Advance(TimeSpan.FromSeconds(5));

            // What was told meanwhile waits for the pause as well.
            broker.Tell(Need(Asker(), Tree(i, $"n{i}.com")), Walk);
            Until(() => Status.Waiting == i + 1);
            broker.Tell(QueryBroker.TryAgain.Instance, Walk);
        }

        Until(() => Ledger.LookUps.Count == 11);
        Ledger.Trouble = () => { };
        broker.Tell(Need(Asker(), Tree(11, "n11.com")), Walk);
        Until(() => Status.Waiting == 12);
        broker.Tell(QueryBroker.TryAgain.Instance, Walk);

        Next<Ask>().Queries.Count.ShouldBe(12);
        failures.ShouldBe(11);
        Notices.ShouldBe(
        [
            new(IsError: true, "The disk of ledger.db is full. Make room. Nothing is lost; waiting until it works again."),
            new(IsError: false, "The ledger works again after 50 s."),
        ]);
        Status.Failed.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void PauseAfterAFailedLookup_EndsByItself()
    {
        var isAway = true;
        Ledger.Trouble = () =>
        {
            if (isAway)
            {
                isAway = false;
                throw new LedgerException("Away.", LedgerErrorKind.Unavailable);
            }
        };

        Create(new() { FirstBackOff = TimeSpan.FromMilliseconds(10) }).Tell(Need(Asker(), Tree(0, "a.com")), Walk);

        Next<Ask>().Queries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task LedgerThatIsUnusable_IsNotWaitedOut_AndFailsTheBroker()
    {
        var broken = new LedgerException("ledger.db is damaged.", LedgerErrorKind.Unusable);
        Ledger.Trouble = () => throw broken;

        Create().Tell(Need(Asker(), Tree(0, "a.com")), Walk);

        (await Status.Failed.WaitAsync(Patience)).ShouldBe(broken);
        Ledger.LookUps.Count.ShouldBe(1);
    }

    [Fact]
    public void BrokerThatCrashes_TellsEverybodyWhoWaits_AndGoesOnWithWhatTheyAskAgain()
    {
        var other = CreateTestProbe();
        var (mine, others) = (Asker(), new Asker(other));
        var broker = Create();
        broker.Tell(Need(mine, Tree(0, "a.com")), Walk);
        Next<Ask>();
        Ledger.Trouble = () =>
        {
            Ledger.Trouble = () => { };
            throw new InvalidOperationException("A bug,\nin two lines.");
        };

        broker.Tell(Need(others, Tree(0, "b.com")), other);

        Walk.ExpectMsg<QueryBroker.AskAgain>(Patience).Asker.ShouldBe(mine);
        other.ExpectMsg<QueryBroker.AskAgain>(Patience).Asker.ShouldBe(others);
        broker.Tell(Need(mine, Tree(0, "a.com")), Walk);
        broker.Tell(Need(others, Tree(0, "b.com")), other);
        FishForMessage(Throttles, "b.com");
        broker.Tell(Answered([Query("a.com")], Answer.Empty.Instance), Throttles);
        Walk.ExpectMsg<QueryBroker.Answers>(Patience);
        Notices.ShouldBe(
            [new(IsError: false, "The query broker crashed and starts again: InvalidOperationException: A bug, in two lines.")]);
    }

    [Fact]
    public void NeedThatCrashesTheBroker_IsToldSoToo()
    {
        var asker = Asker();

        Create().Tell(Need(asker, new TreeQuery(0, new(99), Domain("a.com"))), Walk);

        Walk.ExpectMsg<QueryBroker.AskAgain>(Patience).Asker.ShouldBe(asker);
    }

    [Fact]
    public async Task BrokerThatCrashesAgainAndAgain_IsGivenUp()
    {
        var broker = Create(new() { MostCrashes = 3 });

        for (var i = 0; i < 3; i++)
        {
            broker.Tell(Need(Asker(), new TreeQuery(0, new(99), Domain("a.com"))), Walk);
        }

        (await Status.Failed.WaitAsync(Patience)).ShouldBeOfType<KeyNotFoundException>();
        Notices.Count.ShouldBe(2);
    }
}
