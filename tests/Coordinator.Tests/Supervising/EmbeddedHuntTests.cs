using System.Collections.Concurrent;
using Akka.Actor;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Hosting.Engine;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

public sealed class EmbeddedHuntTests : IAsyncDisposable
{
    private const string Stamp = "202601051200";

    private readonly KeptHunts _hunts = new();
    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly ConcurrentQueue<Notice> _notices = [];
    private readonly ConcurrentQueue<ActorSystem> _systems = [];
    private readonly World _world = new();

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_systems.Select(system => system.Terminate()));
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Hunt_OverOverlappingSeeds_WritesEachTreeAsTheContractSays(bool tellsAnswers, bool tellsTwice)
    {
        var ledger = new PlayedLedger(RandomRelations(60)) { TellsAnswers = tellsAnswers, TellsTwice = tellsTwice };
        Ioc[] seeds = [.. Enumerable.Range(0, 40).Select(Seed), Seed(3)];

        await using var hunt = await StartAsync(ledger, seeds, activeTrees: 7);
        var summary = await hunt.Completion.InTime();

        summary.Seeds.ShouldBe(40);
        summary.IsComplete.ShouldBeTrue();
        (summary.FilesWritten, summary.FirstFiles.Count, summary.WasStopped).ShouldBe((80, 80, false));
        foreach (var seed in seeds)
        {
            _folder.Read($"{seed.Value}_depth_3_{Stamp}.txt").ShouldBe(new NaiveTree(_world, seed, 3).Draw());
        }

        // All queries are accounted for, and none was asked of its source that stood answered.
        var asked = seeds.SelectMany(s => new NaiveTree(_world, s, 3).Asked).ToHashSet();
        summary.Queries.Asked.ShouldBe(seeds.Distinct().Sum(s => new NaiveTree(_world, s, 3).Asked.Count));
        summary.Queries.Waiting.ShouldBe(0);
        (summary.Queries.Asked - summary.Queries.FromLedger - summary.Queries.Shared).ShouldBe(asked.Count);
        summary.BySource.Sum(source => source.Value.Asked).ShouldBe(summary.Queries.Asked);
        ledger.Asked.Select(query => (query.Operation, query.Ioc)).ToHashSet().SetEquals(asked).ShouldBeTrue();
    }

    [Fact]
    public async Task Hunt_IsRecordedWithItsSeedsAndTrees_AndEnds()
    {
        _world["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        _world["flint", Domain("b.com")] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403");
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Domain("a.com"), Domain("b.com"), Domain("a.com")]);

        await hunt.Completion.InTime();

        var begun = _hunts.Begun.ShouldHaveSingleItem();
        (begun.Name, begun.Depth).ShouldBe((null, 3));
        begun.Seeds.ShouldBe([Domain("a.com"), Domain("b.com")]);
        _hunts.Trees.Select(t => (t.Hunt, t.Tree.Number, t.Tree.State, t.Tree.Nodes, t.Tree.Missing))
            .ShouldBe([(new(1), 1, TreeState.Complete, 2, 0), (new(1), 2, TreeState.WithMissing, 1, 1)], ignoreOrder: true);
        var record = TreeRecordBytes.Unpack(_hunts.Trees.Single(t => t.Tree.Number == 1).Tree.Record.ShouldNotBeNull());
        record.Nodes.Select(node => node.Ioc).ShouldBe([Domain("a.com"), Ip("8.8.8.8")]);
        record.Answers.ShouldAllBe(answer => answer.At == PlayedLedger.Now);
        _hunts.Ended.ShouldBe([new(1)]);
    }

    [Fact]
    public async Task HuntThatIsStopped_HasNoEnd()
    {
        var ledger = new PlayedLedger(_world) { Holds = _ => true };
        await using var hunt = await StartAsync(ledger, [Domain("a.com")]);
        await ledger.Held.Task.InTime();

        await hunt.StopAsync().InTime();

        (_hunts.Begun.Count, _hunts.Ended.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task LedgerThatCannotKeepRecordsAnyMore_EndsTheHuntWithItsWords()
    {
        var ledger = new PlayedLedger(_world) { Holds = _ => true };
        await using var hunt = await StartAsync(ledger, [Domain("a.com")]);
        await ledger.Held.Task.InTime();
        _hunts.Failures.Enqueue(new("The ledger is damaged.", LedgerErrorKind.Unusable));

        ledger.AnswerAll();

        (await Should.ThrowAsync<LedgerException>(() => hunt.Completion.InTime())).Message.ShouldBe("The ledger is damaged.");
    }

    [Fact]
    public async Task SecondHunt_IsAnsweredByTheLedgerAlone()
    {
        var ledger = new PlayedLedger(RandomRelations(30));
        await using (var first = await StartAsync(ledger, [Seed(0), Seed(1)]))
        {
            await first.Completion.InTime();
        }

        await using var hunt = await StartAsync(ledger, [Seed(0), Seed(1)]);
        var summary = await hunt.Completion.InTime();

        (summary.Queries.FromLedger, summary.Queries.Shared).ShouldBe((summary.Queries.Asked, 0));
    }

    [Fact]
    public async Task NotAnswered_IsNeverEmpty()
    {
        _world["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        _world["registrant_email", Domain("a.com")] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403");
        _world["ip_downloaded_files", Ip("8.8.8.8")] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429");
        _world["flint", Domain("b.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Domain("a.com"), Domain("b.com"), Domain("c.com")]);

        var summary = await hunt.Completion.InTime();

        (summary.TreesComplete, summary.TreesWithMissing, summary.IsComplete).ShouldBe((1, 2, false));
        (summary.Queries.Asked, summary.Queries.Found, summary.Queries.Empty, summary.Queries.NotAnswered).ShouldBe((14, 2, 9, 3));
        summary.Missing.Select(m => (m.Source, m.Operation, m.Reason, m.Detail, m.Queries, m.Trees)).ShouldBe(
        [
            ("VirusTotal", "ip_downloaded_files", "throttled", "HTTP 429", 2L, 2),
            ("QiAnXin", "registrant_email", "refused", "HTTP 403", 1L, 1),
        ]);
        _folder.Read($"a.com_depth_3_{Stamp}.txt").ShouldContain("missing='QiAnXin registrant_email: refused (HTTP 403)'");
    }

    [Fact]
    public async Task ReservedIocs_AreCountedAndNotSent_UnlessAsked()
    {
        var ledger = new PlayedLedger(_world);
        _world["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("10.0.0.1"));
        await using (var careful = await StartAsync(ledger, [Domain("a.com")]))
        {
            (await careful.Completion.InTime()).NotAsked.ShouldBe(new(1, 0));
        }

        ledger.Asked.ShouldNotContain(q => q.Ioc.Value == "10.0.0.1");

        await using var open = await StartAsync(ledger, Options([Domain("a.com")]) with { SendReserved = true }, Cancellation);
        (await open.Completion.InTime()).NotAsked.ShouldBe(default);
        ledger.Asked.ShouldContain(q => q.Ioc.Value == "10.0.0.1");
    }

    [Fact]
    public async Task ThousandSeeds_AreExploredFewAtATime_AndForgottenWhenWritten()
    {
        const int Seeds = 1000;
        var answers = new ConcurrentBag<WeakReference>();
        var world = new ForgetfulWorld(answers);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var most = 0;
        EmbeddedHunt? hunt = null;
        var ledger = new PlayedLedger(world)
        {
            Holds = q =>
            {
                if (q.Ioc.Value == "last.com")
                {
                    reached.TrySetResult();
                }

                return q.Ioc.Value is "first.com" or "last.com";
            },
            Trouble = () => most = Math.Max(most, Volatile.Read(ref hunt)?.Progress().TreesActive ?? 0),
            KeepsAnswers = false,
        };
        await using var running = await StartAsync(
            ledger, [Domain("first.com"), .. Enumerable.Range(0, Seeds).Select(i => Domain($"s{i}.com")), Domain("last.com")], activeTrees: 8);
        Volatile.Write(ref hunt, running);
        await reached.Task.InTime();

        // The first tree is held up; the last one has begun, so all but a few of the others are written.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        answers.Count.ShouldBeGreaterThan(Seeds);
        answers.Count(a => a.IsAlive).ShouldBeLessThan(50);
        most.ShouldBeInRange(1, 8);
        var progress = running.Progress();
        (progress.TreesTotal, progress.TreesFailed).ShouldBe((Seeds + 2, 0));
        progress.TreesActive.ShouldBeInRange(2, 8);
        progress.TreesWritten.ShouldBeGreaterThanOrEqualTo(Seeds - 6);
        progress.Queries.Waiting.ShouldBeGreaterThanOrEqualTo(8);

        ledger.AnswerAll();
        (await running.Completion.InTime()).TreesComplete.ShouldBe(Seeds + 2);
    }

    [Fact]
    public async Task CoordinatorThatCrashes_WalksAgain_AndTheTreeIsWhole()
    {
        var relations = new Explosive([new("r", Ip("8.8.8.8")), new("r", Ip("8.8.4.4"))], explosions: 2);
        _world["flint", Domain("a.com")] = new Answer.Found(relations, Cut: false);
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Domain("a.com")]);

        var summary = await hunt.Completion.InTime();

        summary.IsComplete.ShouldBeTrue();
        summary.Queries.Asked.ShouldBe(6);
        _notices.Count(n => n is { IsError: false } && n.Text.StartsWith("The tree of domain a.com crashed and starts again", StringComparison.Ordinal)).ShouldBe(2);
        _folder.Read($"a.com_depth_3_{Stamp}.txt").ShouldBe(new NaiveTree(_world, Domain("a.com"), 3).Draw());
    }

    [Fact]
    public async Task CoordinatorThatCrashesAgainAndAgain_IsGivenUp_AndTheHuntGoesOn()
    {
        _world["flint", Domain("bad.com")] = new Answer.Found(new Explosive([new("r", Ip("8.8.8.8"))], explosions: int.MaxValue), Cut: false);
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Domain("bad.com"), Domain("good.com")], activeTrees: 1);

        var summary = await hunt.Completion.InTime();

        (summary.TreesComplete, summary.TreesGivenUp, summary.TreesUnfinished).ShouldBe((1, 1, 0));
        summary.FirstProblems.ShouldHaveSingleItem().ShouldBe(
            "The tree of domain bad.com was given up after 5 crashes, the last: InvalidOperationException: boom "
            + "Run the same command again; what was answered is kept.");
        _notices.Last(n => n.IsError).Text.ShouldBe(summary.FirstProblems[0]);
        _folder.Files.ShouldBe([$"good.com_depth_3_{Stamp}.json", $"good.com_depth_3_{Stamp}.txt"]);
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

        summary.IsComplete.ShouldBeTrue();
        summary.Queries.Asked.ShouldBe(Enumerable.Range(0, 3).Sum(i => new NaiveTree(_world, Seed(i), 3).Asked.Count));
        _notices.Count(n => n.Text == "The query broker crashed and starts again: InvalidOperationException: boom").ShouldBe(2);
    }

    [Fact]
    public async Task BrokerThatCrashesForEver_EndsTheHunt()
    {
        await using var hunt = await StartAsync(new PlayedLedger(_world) { Trouble = () => throw new InvalidOperationException("boom") }, [Seed(0)]);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => hunt.Completion.InTime());

        failure.Message.ShouldBe("boom");
    }

    [Fact]
    public async Task LedgerThatIsUnusable_EndsTheHuntWithItsWords()
    {
        var broken = new LedgerException("ledger.db is damaged.", LedgerErrorKind.Unusable);
        await using var hunt = await StartAsync(new PlayedLedger(_world) { Trouble = () => throw broken }, [Seed(0)]);

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

        (await hunt.Completion.InTime()).IsComplete.ShouldBeTrue();
        _notices.Count.ShouldBe(2);
    }

    [Fact]
    public async Task StoppedHunt_EndsAtOnce_AndNamesWhatIsUnfinished()
    {
        var ledger = new PlayedLedger(_world) { Holds = q => q.Ioc.Value != "done.com" };

        // One after the other: what is held is asked when the first is written.
        await using var hunt = await StartAsync(ledger, [Domain("done.com"), Domain("a.com"), Domain("b.com")], activeTrees: 1);
        await ledger.Held.Task.InTime();

        var summary = await hunt.StopAsync().InTime();

        summary.WasStopped.ShouldBeTrue();
        (summary.TreesComplete, summary.TreesUnfinished, summary.IsComplete).ShouldBe((1, 2, false));
        _folder.Files.ShouldBe([$"done.com_depth_3_{Stamp}.json", $"done.com_depth_3_{Stamp}.txt"]);

        // What the tree that is not done has asked counts as well.
        summary.Queries.ShouldBe(new(Asked: 8, Found: 0, Empty: 4, NotAnswered: 0, FromLedger: 0, Shared: 0));
    }

    [Fact]
    public async Task StoppedHunt_MayBeStoppedAndLeftAgain()
    {
        var ledger = new PlayedLedger(_world) { Holds = _ => true };
        await using var hunt = await StartAsync(ledger, [Seed(0)]);
        await ledger.Held.Task.InTime();

        var first = await hunt.StopAsync().InTime();

        (await hunt.StopAsync().InTime()).ShouldBe(first);
    }

    [Fact]
    public async Task CancelledHunt_StopsInOrder()
    {
        using var cancellation = new CancellationTokenSource();
        var ledger = new PlayedLedger(_world) { Holds = _ => true };
        await using var hunt = await StartAsync(ledger, Options([Seed(0)]), cancellation.Token);
        await ledger.Held.Task.InTime();

        await cancellation.CancelAsync();

        (await hunt.Completion.InTime()).ShouldSatisfyAllConditions(s => s.TreesUnfinished.ShouldBe(1), s => s.WasStopped.ShouldBeTrue());
    }

    [Fact]
    public async Task HuntThatIsOver_IsNotStoppedAfterwards()
    {
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Seed(0)]);
        await hunt.Completion.InTime();

        (await hunt.StopAsync().InTime()).WasStopped.ShouldBeFalse();
    }

    [Fact]
    public async Task TreeThatCannotBeWritten_IsNamed_AndTheOthersAreWritten()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, $"a.com_depth_3_{Stamp}.txt"));
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Domain("a.com"), Domain("b.com")]);

        var summary = await hunt.Completion.InTime();

        (summary.TreesComplete, summary.TreesNotWritten, summary.FilesWritten, summary.IsComplete).ShouldBe((1, 1, 2, false));
        summary.FirstProblems.ShouldHaveSingleItem().ShouldContain($"a.com_depth_3_{Stamp}");
        _notices.ShouldHaveSingleItem().ShouldBe(new(IsError: true, summary.FirstProblems[0]));
    }

    [Fact]
    public async Task FolderThatCannotBeMade_IsRefusedBeforeAnythingIsAsked()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        var ledger = new PlayedLedger(_world);

        await Should.ThrowAsync<ResultFolderException>(() => StartAsync(ledger, Options([Seed(0)]) with { OutputDirectory = file }, Cancellation));

        ledger.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task SeedsOfOneValueAndTwoTypes_HaveFilesOfTheirOwn()
    {
        await using var hunt = await StartAsync(new PlayedLedger(_world), [Domain("8.8.8.8"), Ip("8.8.8.8")]);

        (await hunt.Completion.InTime()).TreesComplete.ShouldBe(2);

        _folder.Files.Count.ShouldBe(4);
    }

    [Fact]
    public async Task HuntWithoutSeeds_IsDone()
    {
        await using var hunt = await StartAsync(new PlayedLedger(_world), []);

        (await hunt.Completion.InTime()).ShouldSatisfyAllConditions(s => s.Seeds.ShouldBe(0), s => s.WasStopped.ShouldBeFalse());
    }

    [Fact]
    public async Task OptionOutOfRange_IsRefused() =>
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => StartAsync(new PlayedLedger(_world), [], activeTrees: 0)))
            .ParamName.ShouldBe("ActiveTrees");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Ioc Seed(int number) => Domain($"n{number}.com");

    private HuntOptions Options(IReadOnlyList<Ioc> seeds, int activeTrees = 64) => new()
    {
        Seeds = seeds,
        OutputDirectory = _folder.Path,
        Freshness = PlayedLedger.Fresh,
        ActiveTrees = activeTrees,
    };

    private Task<EmbeddedHunt> StartAsync(PlayedLedger ledger, IReadOnlyList<Ioc> seeds, int activeTrees = 64) =>
        StartAsync(ledger, Options(seeds, activeTrees), Cancellation);

    private Task<EmbeddedHunt> StartAsync(PlayedLedger ledger, HuntOptions options, CancellationToken cancellation)
    {
        // The journal of quotas is never opened: nobody here has any.
        var system = EmbeddedEngine.Create(JournalConfig.Embedded(Path.Combine(_folder.Path, "quotas")));
        _systems.Enqueue(system);
        var parts = new HuntParts
        {
            Ledger = ledger,
            Hunts = _hunts,
            Throttles = system.ActorOf(ledger.Throttles()),
            Operations = [.. _world.Catalogue.InTreeOrder.Select(o => new NumberedOperation(o.Id, o.Operation))],
            Notices = _notices.Enqueue,
            Time = _time,
            Random = new(7),
            HuntJournal = JournalConfig.Hunts,
            HuntSnapshots = JournalConfig.HuntSnapshots,
        };
        return EmbeddedHunt.StartAsync(system, options, parts, cancellation);
    }

    /// <summary>Domains that are related to domains and addresses among themselves, by chance but always the same.</summary>
    private World RandomRelations(int domains)
    {
        var random = new Random(11);
        for (var i = 0; i < domains; i++)
        {
            _world["flint", Seed(i)] = Found("QAX: domain to resolution ip", Ip($"8.8.{random.Next(4)}.{random.Next(4)}"), Ip("1.1.1.1"));
            _world["reverse_email", Email($"u{i}@n.com")] = Found("QAX: Whois email to domain", Seed(random.Next(domains)), Seed(random.Next(domains)));
            _world["registrant_email", Seed(i)] = Found("QAX: domain to whois email", Email($"u{random.Next(domains)}@n.com"));
        }

        return _world;
    }

    /// <summary>Answers anew each time, so that who keeps an answer is seen.</summary>
    private sealed class ForgetfulWorld(ConcurrentBag<WeakReference> answers) : World
    {
        public override Answer this[OperationId operation, Ioc ioc]
        {
            get
            {
                if (ioc.Type != IocType.Domain)
                {
                    return Answer.Empty.Instance;
                }

                var answer = Found("r", Ip($"8.8.8.{operation.Value}"));
                answers.Add(new(answer));
                return answer;
            }
        }
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
