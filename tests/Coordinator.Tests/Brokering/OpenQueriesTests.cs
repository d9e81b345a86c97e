using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Brokering;

/// <summary>What is needed is looked up, asked of its source, and answered to whoever waits.</summary>
public sealed class OpenQueriesTests : OpenQueriesTest
{
    [Fact]
    public void QueryOfTwoTrees_IsLookedUpAndAskedOnce_AndAnswersBoth()
    {
        var open = Create();
        open.Add(One, [Tree(0, "a")]);
        open.TakeLookUp().ShouldHaveSingleItem();
        open.Add(Other, [Tree(7, "a")]);
        open.HasToLookUp.ShouldBeFalse();
        open.LookedUp([null], Deliveries);
        Asked(open).ShouldBe(["QiAnXin a"]);

        open.Answered(new(Query("a"), new(SomeAnswer, Now)), Deliveries);

        var answers = Deliveries.Take();
        answers[One].ShouldBe([new(0, SomeAnswer, Now, AnswerOrigin.Fresh)]);
        answers[Other].ShouldBe([new(7, SomeAnswer, Now, AnswerOrigin.Shared)]);
        (open.Count, open.Outstanding).ShouldBe((0, 0));
    }

    [Fact]
    public void AnswerThatStandsInTheLedger_IsSaidToComeFromThere_AndIsNotAsked()
    {
        var open = Create();
        open.Add(One, [Tree(0, "a")]);
        open.Add(Other, [Tree(1, "a")]);
        open.TakeLookUp();

        open.LookedUp([new(SomeAnswer, Now)], Deliveries);

        var answers = Deliveries.Take();
        answers[One].Single().Origin.ShouldBe(AnswerOrigin.Ledger);
        answers[Other].Single().Origin.ShouldBe(AnswerOrigin.Ledger);
        open.Count.ShouldBe(0);
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void QueriesThatDoNotStand_GoToTheirSources()
    {
        var open = Create();
        open.Add(One, [Tree(0, "a"), new(1, Files, Ip("192.0.2.1")), Tree(2, "b")]);
        open.TakeLookUp();

        open.LookedUp([null, null, null], Deliveries);

        Asked(open).ShouldBe(["QiAnXin a b", "VirusTotal 192.0.2.1"]);
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void NoMoreThanAllowed_IsOutAtASource_AndTheRestFollowsInOrder()
    {
        var open = Create(new() { MostOutstanding = 2 });
        Ask(open, "a", "b", "c", "d", "e").ShouldBe(["QiAnXin a b"]);
        open.Add(One, [new(9, Files, Ip("192.0.2.1"))]);
        open.TakeLookUp();
        open.LookedUp([null], Deliveries);
        Asked(open).ShouldBe(["VirusTotal 192.0.2.1"]);

        open.Answered(new(Query("b"), new(SomeAnswer, Now)), Deliveries);
        Asked(open).ShouldBe(["QiAnXin c"]);
        open.Answered(new(Query("d"), new(SomeAnswer, Now)), Deliveries);
        Asked(open).ShouldBeEmpty();
        open.Answered(new(Query("a"), new(SomeAnswer, Now)), Deliveries);

        Asked(open).ShouldBe(["QiAnXin e"]);
        open.Outstanding.ShouldBe(3);
    }

    [Fact]
    public void Askers_AreAllWhoWait()
    {
        var open = Create();
        Ask(open, "a", "b");
        open.Add(Other, [Tree(0, "b")]);

        open.Askers.Distinct().ShouldBe([One, Other], ignoreOrder: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhateverTheOrderOfEvents_EveryNeedIsAnsweredOnce(int seed)
    {
        var random = new Random(seed);
        var options = new QueryBrokerOptions { MostOutstanding = 7, MostPerLookUp = 5, LeastPerRound = 3, LookUpEvery = 2 };
        var open = Create(options);
        var stands = new HashSet<Query>();
        var told = new List<Query>();
        var needed = 0;
        var got = new List<int>();
        IReadOnlyList<Query> call = [];
        for (var step = 0; step < 3000 || open.Count > 0; step++)
        {
            step.ShouldBeLessThan(100_000);
            switch (random.Next(6))
            {
                case 0 when step < 3000:
                    open.Add(One, [Tree(needed++, $"n{random.Next(200)}")]);
                    break;
                case 1 when call.Count == 0 && open.HasToLookUp:
                    call = open.TakeLookUp();
                    break;
                case 2 when call.Count > 0 && random.Next(5) == 0:
                    open.PutBack();
                    call = [];
                    break;
                case 3 when call.Count > 0:
                    open.LookedUp(
                        [.. call.Select(q => stands.Contains(q) ? new RecordedAnswer(SomeAnswer, Now) : (RecordedAnswer?)null)], Deliveries);
                    call = [];
                    break;
                case 4:
                    // Of what is told, a third is lost on the way.
                    told.AddRange(open.TakeAsks().SelectMany(batch => batch.Queries).Where(_ => random.Next(3) > 0));
                    open.Outstanding.ShouldBeLessThanOrEqualTo(7);
                    break;
                case 5 when told.Count > 0:
                    var done = told[random.Next(told.Count)];
                    told.Remove(done);
                    stands.Add(done);
                    switch (random.Next(4))
                    {
                        case 0:
                            open.Answered(new(done, new(SomeAnswer, Now)), Deliveries);
                            break;
                        case 1:
                            open.Answered(new(done, null), Deliveries);
                            break;
                        case 2:
                            open.Answered(new(done, new(SomeAnswer, Now.AddDays(-9))), Deliveries);
                            break;
                        default:
                            break;
                    }

                    break;
                default:
                    open.TellAgain();
                    break;
            }

            got.AddRange(Deliveries.Take().Values.SelectMany(answers => answers.Select(answer => answer.Number)));
        }

        got.Order().ShouldBe(Enumerable.Range(0, needed));
    }
}
