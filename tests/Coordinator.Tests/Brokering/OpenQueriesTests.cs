using Akka.Actor;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Brokering;

public sealed class OpenQueriesTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Answer _found = Found("r", Domain("b.test"));

    // Operations of the original catalogue: the first is QiAnXin's, the fifth VirusTotal's.
    private static readonly OperationId _flint = new(1);
    private static readonly OperationId _files = new(5);

    private readonly Deliveries _deliveries = new();
    private readonly Asker _one = new(ActorRefs.Nobody);
    private readonly Asker _other = new(ActorRefs.Nobody);

    [Fact]
    public void QueryOfTwoTrees_IsLookedUpAndAskedOnce_AndAnswersBoth()
    {
        var open = Create();
        open.Add(_one, [Tree(0, "a")]);
        open.TakeLookUp().ShouldHaveSingleItem();
        open.Add(_other, [Tree(7, "a")]);
        open.HasToLookUp.ShouldBeFalse();
        open.LookedUp([null], _deliveries);
        Asked(open).ShouldBe(["QiAnXin a"]);

        open.Answered(new(Query("a"), new(_found, _now)), _deliveries);

        var answers = _deliveries.Take();
        answers[_one].ShouldBe([new(0, _found, _now, AnswerOrigin.Fresh)]);
        answers[_other].ShouldBe([new(7, _found, _now, AnswerOrigin.Shared)]);
        (open.Count, open.Outstanding).ShouldBe((0, 0));
    }

    [Fact]
    public void AnswerThatStandsInTheLedger_IsSaidToComeFromThere_AndIsNotAsked()
    {
        var open = Create();
        open.Add(_one, [Tree(0, "a")]);
        open.Add(_other, [Tree(1, "a")]);
        open.TakeLookUp();

        open.LookedUp([new(_found, _now)], _deliveries);

        var answers = _deliveries.Take();
        answers[_one].Single().Origin.ShouldBe(AnswerOrigin.Ledger);
        answers[_other].Single().Origin.ShouldBe(AnswerOrigin.Ledger);
        open.Count.ShouldBe(0);
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void QueriesThatDoNotStand_GoToTheirSources()
    {
        var open = Create();
        open.Add(_one, [Tree(0, "a"), new(1, _files, Ip("192.0.2.1")), Tree(2, "b")]);
        open.TakeLookUp();

        open.LookedUp([null, null, null], _deliveries);

        Asked(open).ShouldBe(["QiAnXin a b", "VirusTotal 192.0.2.1"]);
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void AnswerToldBeforeTheLookupIsBack_IsNotLost_AndNothingIsAsked()
    {
        var open = Create();
        open.Add(_one, [Tree(0, "a")]);
        open.TakeLookUp();
        open.Answered(new(Query("a"), new(_found, _now)), _deliveries);

        open.LookedUp([null], _deliveries);

        _deliveries.Take()[_one].ShouldHaveSingleItem();
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void AnswerToBeLookedUp_IsLookedUp_AndOnceMoreWhenItWasSaidDuringALookup()
    {
        var open = Create();
        open.Add(_one, [Tree(0, "a"), Tree(1, "b")]);
        open.TakeLookUp();
        open.Answered(new(Query("a"), null), _deliveries);
        open.Answered(new(Query("nobody"), null), _deliveries);
        open.LookedUp([null, null], _deliveries);
        Asked(open).ShouldBe(["QiAnXin b"]);
        open.Answered(new(Query("b"), null), _deliveries);

        open.TakeLookUp().ShouldBe([Query("a"), Query("b")]);
        open.LookedUp([new(_found, _now), new(_found, _now)], _deliveries);

        _deliveries.Take()[_one].Select(a => (a.Number, a.Origin)).ShouldBe([(0, AnswerOrigin.Ledger), (1, AnswerOrigin.Fresh)]);
    }

    [Fact]
    public void AnswerThatWasToStandAndDoesNot_IsAskedAgain()
    {
        var open = Create();
        Ask(open, "a");
        open.Answered(new(Query("a"), null), _deliveries);
        open.TakeLookUp().ShouldHaveSingleItem();

        open.LookedUp([null], _deliveries);

        Asked(open).ShouldBe(["QiAnXin a"]);
    }

    [Fact]
    public void AnswerTooOld_IsNoAnswer_AndIsAskedAgain()
    {
        var open = Create();
        Ask(open, "a", "b");

        open.Answered(new(Query("a"), new(_found, _now.AddHours(-2))), _deliveries);
        open.Answered(new(Query("b"), new(new Answer.NotAnswered(NotAnsweredReason.Failed, ""), _now.AddSeconds(-1))), _deliveries);

        _deliveries.Take().ShouldBeEmpty();
        Asked(open).ShouldBe(["QiAnXin a b"]);
        open.Count.ShouldBe(2);
    }

    [Fact]
    public void LookupThatFailed_GoesFirstNextTime()
    {
        var open = Create(new() { MostPerLookUp = 1 });
        open.Add(_one, [Tree(0, "a"), Tree(1, "b")]);
        open.TakeLookUp().ShouldBe([Query("a")]);

        open.PutBack();

        open.TakeLookUp().ShouldBe([Query("a")]);
        open.LookedUp([null], _deliveries);
        open.TakeLookUp().ShouldBe([Query("b")]);
    }

    [Fact]
    public void NoMoreThanAllowed_IsOutAtASource_AndTheRestFollowsInOrder()
    {
        var open = Create(new() { MostOutstanding = 2 });
        Ask(open, "a", "b", "c", "d", "e").ShouldBe(["QiAnXin a b"]);
        open.Add(_one, [new(9, _files, Ip("192.0.2.1"))]);
        open.TakeLookUp();
        open.LookedUp([null], _deliveries);
        Asked(open).ShouldBe(["VirusTotal 192.0.2.1"]);

        open.Answered(new(Query("b"), new(_found, _now)), _deliveries);
        Asked(open).ShouldBe(["QiAnXin c"]);
        open.Answered(new(Query("d"), new(_found, _now)), _deliveries);
        Asked(open).ShouldBeEmpty();
        open.Answered(new(Query("a"), new(_found, _now)), _deliveries);

        Asked(open).ShouldBe(["QiAnXin e"]);
        open.Outstanding.ShouldBe(3);
    }

    [Fact]
    public void TellingAgain_BeginsAfterAWholeRound_AndTakesTheOldestInRotation()
    {
        var open = Create(new() { LeastPerRound = 2, RoundsForAll = 100, LookUpEvery = 100 });
        Ask(open, "a", "b", "c");
        open.TellAgain();
        Asked(open).ShouldBeEmpty();

        Round().ShouldBe(["QiAnXin a b"]);
        Ask(open, "d");
        Round().ShouldBe(["QiAnXin c a"]);
        Round().ShouldBe(["QiAnXin b d"]);
        open.Answered(new(Query("c"), new(_found, _now)), _deliveries);
        Round().ShouldBe(["QiAnXin a b"]);

        IEnumerable<string> Round()
        {
            open.TellAgain();
            return Asked(open);
        }
    }

    [Fact]
    public void TellingAgain_TakesATenthOfManyInOneRound()
    {
        var open = Create();
        Ask(open, [.. Enumerable.Range(0, 1000).Select(i => $"n{i}")]);
        open.TellAgain();
        Asked(open).ShouldBeEmpty();

        open.TellAgain();

        open.TakeAsks().Sum(batch => batch.Queries.Count).ShouldBe(100);
    }

    [Fact]
    public void EveryFewRounds_WhatIsToldAgainIsLookedUpFirst_AndItsAnswerCountsAsFresh()
    {
        var open = Create(new() { LookUpEvery = 2 });
        Ask(open, "a", "b");
        open.TellAgain();
        Asked(open).ShouldBeEmpty();
        open.TellAgain();
        Asked(open).ShouldBe(["QiAnXin a b"]);

        open.TellAgain();

        Asked(open).ShouldBeEmpty();
        open.TakeLookUp().ShouldBe([Query("a"), Query("b")]);
        open.LookedUp([new(_found, _now), null], _deliveries);
        _deliveries.Take()[_one].ShouldBe([new(0, _found, _now, AnswerOrigin.Fresh)]);
        Asked(open).ShouldBe(["QiAnXin b"]);
    }

    [Fact]
    public void ForgottenWalk_GetsNothing_AndOnlyWhatNobodyElseWaitsForIsWithdrawn()
    {
        var open = Create(new() { MostOutstanding = 2 });
        Ask(open, "a", "b", "c");
        open.Add(_other, [Tree(0, "b")]);

        open.Forget(new HashSet<Asker> { _one });

        open.TakeWithdrawals(_ => false).Select(Text).ShouldBe(["QiAnXin a"]);
        open.Answered(new(Query("a"), new(_found, _now)), _deliveries);
        open.Answered(new(Query("b"), new(_found, _now)), _deliveries);
        _deliveries.Take().ShouldHaveSingleItem().Key.ShouldBe(_other);
        (open.Count, open.Outstanding).ShouldBe((0, 0));
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void WhatIsWantedElsewhereInTheHunt_IsNotWithdrawn()
    {
        var open = Create();
        Ask(open, "a", "b");

        open.Forget(new HashSet<Asker> { _one });

        open.TakeWithdrawals(query => query == Query("a")).Select(Text).ShouldBe(["QiAnXin b"]);
    }

    [Fact]
    public void WalkForgottenWhileItsLookupIsOut_GetsNothing_AndNothingIsAsked()
    {
        var open = Create();
        open.Add(_one, [Tree(0, "a"), Tree(1, "b")]);
        open.TakeLookUp();
        open.Forget(new HashSet<Asker> { _one });

        open.LookedUp([new(_found, _now), null], _deliveries);

        _deliveries.Take().ShouldBeEmpty();
        Asked(open).ShouldBeEmpty();
        open.TakeWithdrawals(_ => false).ShouldBeEmpty();
    }

    [Fact]
    public void QueryNeededAgainAfterItWasForgotten_IsLookedUpAndAskedAnew()
    {
        var open = Create();
        Ask(open, "a");
        open.Forget(new HashSet<Asker> { _one });

        open.Add(_other, [Tree(3, "a")]);

        open.TakeLookUp().ShouldBe([Query("a")]);
        open.LookedUp([null], _deliveries);
        Asked(open).ShouldBe(["QiAnXin a"]);
    }

    [Fact]
    public void Askers_AreAllWhoWait()
    {
        var open = Create();
        Ask(open, "a", "b");
        open.Add(_other, [Tree(0, "b")]);

        open.Askers.Distinct().ShouldBe([_one, _other], ignoreOrder: true);
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
                    open.Add(_one, [Tree(needed++, $"n{random.Next(200)}")]);
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
                        [.. call.Select(q => stands.Contains(q) ? new RecordedAnswer(_found, _now) : (RecordedAnswer?)null)], _deliveries);
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
                            open.Answered(new(done, new(_found, _now)), _deliveries);
                            break;
                        case 1:
                            open.Answered(new(done, null), _deliveries);
                            break;
                        case 2:
                            open.Answered(new(done, new(_found, _now.AddDays(-9))), _deliveries);
                            break;
                        default:
                            break;
                    }

                    break;
                default:
                    open.TellAgain();
                    break;
            }

            got.AddRange(_deliveries.Take().Values.SelectMany(answers => answers.Select(answer => answer.Number)));
        }

        got.Order().ShouldBe(Enumerable.Range(0, needed));
    }

    private static OpenQueries Create(QueryBrokerOptions? options = null) =>
        new(new HuntId(1), new(_now.AddHours(-1), _now), new SourceIndex(OriginalCatalogue), options ?? new());

    private static TreeQuery Tree(int number, string value) => new(number, _flint, Domain(value));

    private static Query Query(string value) => new(_flint, Domain(value));

    private static List<string> Asked(OpenQueries open) => [.. open.TakeAsks().Select(Text)];

    private static string Text(SourceBatch batch) => $"{batch.Source} {string.Join(' ', batch.Queries.Select(query => query.Ioc.Value))}";

    /// <summary>Needs what does not stand in the ledger.</summary>
    private List<string> Ask(OpenQueries open, params string[] values)
    {
        open.Add(_one, [.. values.Select((value, i) => Tree(i, value))]);
        open.LookedUp([.. open.TakeLookUp().Select(_ => (RecordedAnswer?)null)], _deliveries);
        return Asked(open);
    }
}
