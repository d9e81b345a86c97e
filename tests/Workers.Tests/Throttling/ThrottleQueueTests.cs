using IocExplorer.Messages;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class ThrottleQueueTests
{
    private static readonly Freshness _freshness = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    // References that are told apart and never told anything.
    private static readonly NamedRef _broker = Ref("broker"), _other = Ref("other"), _worker = Ref("worker");

    private readonly ThrottleQueue _queue = new();

    [Fact]
    public void Hunts_TakeTurns_AndWithinAHuntWhoAskedFirstIsTakenFirst()
    {
        Ask(1, "a", "b", "c");
        Ask(2, "x", "y");

        TakeAll().ShouldBe(["a", "x", "b", "y", "c"]);
    }

    [Fact]
    public void QueryThatStandsHere_IsJoined_AndTakenOnce()
    {
        Ask(1, "a");
        _queue.Ask(_other, new(2), _freshness, [Query("a")]);

        var taken = Take()!;
        _queue.HandOut(taken, _worker, "key", 1);

        taken.Named.ShouldBe([_broker, _other]);
        Take().ShouldBeNull();
        (_queue.Queued, _queue.InFlight).ShouldBe((0, 1));
    }

    [Fact]
    public void OperationThatMayNotBeAsked_StandsInNobodysWay()
    {
        _queue.Ask(_broker, new(1), _freshness, [new(new(2), Domain("a")), Query("b")]);

        _queue.Take(operation => operation.Value == 1)!.Query.ShouldBe(Query("b"));
    }

    [Fact]
    public void HandedBack_KeepsItsPlace()
    {
        Ask(1, "a", "b");
        _queue.HandOut(Take()!, _worker, "key", 1);

        _queue.HandBack(Query("a"), _worker).ShouldNotBeNull();

        TakeAll().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Withdrawn_LeavesTheQueue_UnlessSomebodyElseWaits()
    {
        Ask(1, "a", "b");
        _queue.Ask(_other, new(2), _freshness, [Query("b")]);

        _queue.Withdraw(_broker, new(1), [Query("a"), Query("b")]);

        _queue.Queued.ShouldBe(1);
        TakeAll().ShouldBe(["b"]);
    }

    [Fact]
    public void WorkerThatIsGone_GivesBackWhatItHad()
    {
        Ask(1, "a", "b");
        _queue.HandOut(Take()!, _worker, "key", 1);

        _queue.WorkerGone(_worker).Single().Query.ShouldBe(Query("a"));

        (_queue.Queued, _queue.InFlight).ShouldBe((2, 0));
        TakeAll().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Comparison_BringsBackWhatWasGrantedAndIsNotThere_AndNotWhatIsOnItsWay()
    {
        Ask(1, "a", "b", "c");
        _queue.HandOut(Take()!, _worker, "key", 1);
        _queue.HandOut(Take()!, _worker, "key", 1);
        _queue.HandOut(Take()!, _worker, "key", 2);

        _queue.Compare(_worker, [Query("b")], grantSeen: 1).Single().Query.ShouldBe(Query("a"));

        _queue.InFlight.ShouldBe(2);
    }

    [Fact]
    public void DoneAtAnotherWorker_ChangesNothing()
    {
        Ask(1, "a");
        _queue.HandOut(Take()!, _worker, "key", 1);

        _queue.Done(Query("a"), Ref("somebody")).ShouldBeNull();
        _queue.Done(Query("a"), _worker).ShouldNotBeNull();

        (_queue.Queued, _queue.InFlight).ShouldBe((0, 0));
    }

    [Fact]
    public void UnderWayFromBefore_IsJoined()
    {
        _queue.IsUnderWay(Query("a"), _worker, "key");
        Ask(1, "a", "b");

        TakeAll().ShouldBe(["b"]);
        _queue.Done(Query("a"), _worker)!.Waiting.Single().Broker.ShouldBe(_broker);
    }

    [Fact]
    public void WithdrawnByTheHuntInWhoseLineItStands_GoesOnInAnothersLine_ByItsOwnTurn()
    {
        Ask(1, "a", "b");
        Ask(2, "x");
        _queue.Ask(_other, new(2), _freshness, [Query("b")]);

        _queue.Withdraw(_broker, new(1), [Query("a"), Query("b")]);

        _queue.Hunts.ShouldBe(1);
        TakeAll().ShouldBe(["b", "x"]);
    }

    [Fact]
    public void WithdrawnByOneBrokerOfAHunt_StaysForTheOther()
    {
        Ask(1, "a");
        _queue.Ask(_other, new(1), _freshness, [Query("a")]);

        _queue.Withdraw(_broker, new(1), [Query("a")]);

        _queue.HandOut(Take()!, _worker, "key", 1);
        _queue.Done(Query("a"), _worker)!.Named.ShouldBe([_other]);
    }

    [Fact]
    public void WhoJoinsWhileItIsUnderWay_IsNotNamedToTheWorker()
    {
        Ask(1, "a");
        _queue.HandOut(Take()!, _worker, "key", 1);
        _queue.Ask(_other, new(2), _freshness, [Query("a")]);

        var done = _queue.Done(Query("a"), _worker)!;

        done.Named.ShouldBe([_broker]);
        done.Waiting.ConvertAll(w => w.Broker).ShouldBe([_broker, _other]);
    }

    [Fact]
    public void BrokerThatWaitsForSeveralHunts_IsNamedOnce()
    {
        Ask(1, "a");
        Ask(2, "a");

        var query = Take()!;
        _queue.HandOut(query, _worker, "key", 1);

        query.Named.ShouldBe([_broker]);
    }

    [Fact]
    public void Freshness_IsTheStrictestOfThoseWhoWait()
    {
        var (early, late) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        _queue.Ask(_broker, new(1), new(early, late), [Query("a")]);
        _queue.Ask(_other, new(2), new(late, early), [Query("a")]);

        Take()!.Freshness.ShouldBe(new(late, late));
    }

    [Fact]
    public void WithdrawnWhileItIsUnderWay_AndHandedBack_IsGone()
    {
        Ask(1, "a");
        _queue.HandOut(Take()!, _worker, "key", 1);
        _queue.Withdraw(_broker, new(1), [Query("a")]);
        _queue.InFlight.ShouldBe(1);

        _queue.HandBack(Query("a"), _worker);

        (_queue.Queued, _queue.InFlight, _queue.Hunts).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void BrokerThatIsGone_WaitsForNothing()
    {
        Ask(1, "a", "b");
        Ask(2, "a", "c");
        _queue.Ask(_other, new(3), _freshness, [Query("b")]);

        _queue.BrokerGone(_broker);

        _queue.Hunts.ShouldBe(1);
        TakeAll().ShouldBe(["b"]);
    }

    [Fact]
    public void UnderWayFromBefore_IsCountedOnce_AndComesBackWhenItsWorkerDoesNotHaveIt()
    {
        Ask(1, "a");

        _queue.IsUnderWay(Query("a"), _worker, "key").ShouldBeTrue();
        _queue.IsUnderWay(Query("a"), Ref("somebody"), "key").ShouldBeFalse();
        (_queue.Queued, _queue.InFlight, _queue.InFlightAt(_worker)).ShouldBe((0, 1, 1));

        _queue.Compare(_worker, [], grantSeen: 0).Single().Query.ShouldBe(Query("a"));
        TakeAll().ShouldBe(["a"]);
    }

    [Fact]
    public void AnyOrderOfAsksTakesAndReturns_LosesNothingAndGivesNothingTwice()
    {
        var chance = new Random(20261128);
        for (var round = 0; round < 200; round++)
        {
            var queue = new ThrottleQueue();
            var inHand = new List<QueuedQuery>();
            var (asked, done) = (new HashSet<Query>(), new HashSet<Query>());
            for (var step = 0; step < 300; step++)
            {
                switch (chance.Next(5))
                {
                    case 0 or 1:
                        var query = new Query(new(1 + chance.Next(3)), Domain($"d{chance.Next(60)}"));
                        if (!done.Contains(query))
                        {
                            asked.Add(query);
                            queue.Ask(chance.Next(2) == 0 ? _broker : _other, new(1 + chance.Next(4)), _freshness, [query]);
                        }

                        break;
                    case 2 when queue.Take(_ => true) is { } taken:
                        inHand.ShouldNotContain(taken);
                        queue.HandOut(taken, _worker, "key", step);
                        inHand.Add(taken);
                        break;
                    case 3 when inHand.Count > 0:
                        queue.HandBack(inHand[0].Query, _worker).ShouldNotBeNull();
                        inHand.RemoveAt(0);
                        break;
                    case 4 when inHand.Count > 0:
                        queue.Done(inHand[0].Query, _worker).ShouldNotBeNull();
                        done.Add(inHand[0].Query);
                        inHand.RemoveAt(0);
                        break;
                    default:
                        break;
                }

                (queue.Queued + queue.InFlight).ShouldBe(asked.Count - done.Count);
                queue.InFlight.ShouldBe(inHand.Count);
                queue.WaitingFor(_ => true).ShouldBe(queue.Queued);
            }
        }
    }

    private static Query Query(string domain) => new(new(1), Domain(domain));

    private static Ioc Domain(string domain) => new(IocType.Domain, domain);

    private static NamedRef Ref(string name) => new(name);

    private void Ask(long hunt, params string[] domains) => _queue.Ask(_broker, new(hunt), _freshness, [.. domains.Select(Query)]);

    private QueuedQuery? Take() => _queue.Take(_ => true);

    private List<string> TakeAll()
    {
        var taken = new List<string>();
        while (Take() is { } query)
        {
            _queue.HandOut(query, _worker, "key", 9);
            taken.Add(query.Query.Ioc.Value);
        }

        return taken;
    }
}
