using System.Collections.Concurrent;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>What a run leaves: trees, records, files.</summary>
public sealed class EmbeddedHuntTests : EmbeddedHuntTest
{
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

        (summary.Seeds, summary.TreesComplete, summary.FirstFiles.Count, summary.WasStopped).ShouldBe((40, 40, 80, false));
        foreach (var seed in seeds)
        {
            Folder.Read($"{seed.Value}_depth_3_{Stamp}.txt").ShouldBe(new NaiveTree(World, seed, 3).Draw());
        }

        // All queries are accounted for, and none was asked of its source that stood answered.
        var asked = seeds.SelectMany(s => new NaiveTree(World, s, 3).Asked).ToHashSet();
        summary.Queries.Asked.ShouldBe(seeds.Distinct().Sum(s => new NaiveTree(World, s, 3).Asked.Count));
        summary.Queries.Waiting.ShouldBe(0);
        (summary.Queries.Asked - summary.Queries.FromLedger - summary.Queries.Shared).ShouldBe(asked.Count);
        summary.BySource.Sum(source => source.Value.Asked).ShouldBe(summary.Queries.Asked);
        ledger.Asked.Select(query => (query.Operation, query.Ioc)).ToHashSet().SetEquals(asked).ShouldBeTrue();
    }

    [Fact]
    public async Task Hunt_IsRecordedWithItsSeedsAndTrees_AndEnds()
    {
        World["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        World["flint", Domain("b.com")] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403");
        await using var hunt = await StartAsync(new PlayedLedger(World), [Domain("a.com"), Domain("b.com"), Domain("a.com")]);

        await hunt.Completion.InTime();

        var begun = Hunts.Begun.ShouldHaveSingleItem();
        (begun.Name, begun.Depth).ShouldBe((null, 3));
        begun.Seeds.ShouldBe([Domain("a.com"), Domain("b.com")]);
        Hunts.Trees.Select(t => (t.Hunt, t.Tree.Number, t.Tree.State, t.Tree.Nodes, t.Tree.Missing))
            .ShouldBe([(new(1), 1, TreeState.Complete, 2, 0), (new(1), 2, TreeState.WithMissing, 1, 1)], ignoreOrder: true);
        var record = TreeRecordBytes.Unpack(Hunts.Trees.Single(t => t.Tree.Number == 1).Tree.Record.ShouldNotBeNull());
        record.Nodes.Select(node => node.Ioc).ShouldBe([Domain("a.com"), Ip("8.8.8.8")]);
        record.Answers.ShouldAllBe(answer => answer.At == PlayedLedger.Now);
        Hunts.Ended.ShouldBe([new(1)]);
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
        World["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        World["registrant_email", Domain("a.com")] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403");
        World["ip_downloaded_files", Ip("8.8.8.8")] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429");
        World["flint", Domain("b.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        await using var hunt = await StartAsync(new PlayedLedger(World), [Domain("a.com"), Domain("b.com"), Domain("c.com")]);

        var summary = await hunt.Completion.InTime();

        (summary.TreesComplete, summary.TreesWithMissing).ShouldBe((1, 2));
        (summary.Queries.Asked, summary.Queries.Found, summary.Queries.Empty, summary.Queries.NotAnswered).ShouldBe((14, 2, 9, 3));
        summary.Missing.Select(m => (m.Source, m.Operation, m.Reason, m.Detail, m.Queries, m.Trees)).ShouldBe(
        [
            ("VirusTotal", "ip_downloaded_files", "throttled", "HTTP 429", 2L, 2),
            ("QiAnXin", "registrant_email", "refused", "HTTP 403", 1L, 1),
        ]);
        Folder.Read($"a.com_depth_3_{Stamp}.txt").ShouldContain("missing='QiAnXin registrant_email: refused (HTTP 403)'");
    }

    [Fact]
    public async Task ReservedIocs_AreCountedAndNotSent_UnlessAsked()
    {
        var ledger = new PlayedLedger(World);
        World["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("10.0.0.1"));
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
        var (most, begun) = (0, new HashSet<Ioc>());
        var ledger = new PlayedLedger(world)
        {
            Holds = q =>
            {
                if (q.Ioc.Value == "last.com")
                {
                    reached.TrySetResult();
                }

                // Only seeds are domains here. A tree is kept before the next one takes its place.
                if (q.Ioc.Type == IocType.Domain && begun.Add(q.Ioc))
                {
                    most = Math.Max(most, begun.Count - Hunts.Trees.Count);
                }

                return q.Ioc.Value is "first.com" or "last.com";
            },
            KeepsAnswers = false,
        };
        await using var running = await StartAsync(
            ledger, [Domain("first.com"), .. Enumerable.Range(0, Seeds).Select(i => Domain($"s{i}.com")), Domain("last.com")], activeTrees: 8);
        await reached.Task.InTime();

        // The first tree is held up; the last one has begun, so all but a few of the others are written.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        answers.Count.ShouldBeGreaterThan(Seeds);
        answers.Count(a => a.IsAlive).ShouldBeLessThan(50);
        most.ShouldBeInRange(1, 8);
        var progress = running.Progress();
        progress.TreesFailed.ShouldBe(0);
        progress.TreesWritten.ShouldBeGreaterThanOrEqualTo(Seeds - 6);
        progress.Queries.Waiting.ShouldBeGreaterThanOrEqualTo(8);

        ledger.AnswerAll();
        (await running.Completion.InTime()).TreesComplete.ShouldBe(Seeds + 2);
    }

    [Fact]
    public async Task TreeThatCannotBeWritten_IsNamed_AndTheOthersAreWritten()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, $"a.com_depth_3_{Stamp}.txt"));
        await using var hunt = await StartAsync(new PlayedLedger(World), [Domain("a.com"), Domain("b.com")]);

        var summary = await hunt.Completion.InTime();

        (summary.TreesComplete, summary.FirstFiles.Count).ShouldBe((1, 2));
        summary.FirstProblems.ShouldHaveSingleItem().ShouldContain($"a.com_depth_3_{Stamp}");
        Notices.ShouldHaveSingleItem().ShouldBe(new(IsError: true, summary.FirstProblems[0]));
    }

    [Fact]
    public async Task FolderThatCannotBeMade_IsRefusedBeforeAnythingIsAsked()
    {
        var file = Path.Combine(Folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        var ledger = new PlayedLedger(World);

        await Should.ThrowAsync<ResultFolderException>(() => StartAsync(ledger, Options([Seed(0)]) with { OutputDirectory = file }, Cancellation));

        ledger.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task SeedsOfOneValueAndTwoTypes_HaveFilesOfTheirOwn()
    {
        await using var hunt = await StartAsync(new PlayedLedger(World), [Domain("8.8.8.8"), Ip("8.8.8.8")]);

        (await hunt.Completion.InTime()).TreesComplete.ShouldBe(2);

        Folder.Files.Count.ShouldBe(4);
    }

    [Fact]
    public async Task HuntWithoutSeeds_IsDone()
    {
        await using var hunt = await StartAsync(new PlayedLedger(World), []);

        (await hunt.Completion.InTime()).ShouldSatisfyAllConditions(s => s.Seeds.ShouldBe(0), s => s.WasStopped.ShouldBeFalse());
    }

    [Fact]
    public async Task OptionOutOfRange_IsRefused() =>
        (await Should.ThrowAsync<ArgumentOutOfRangeException>(() => StartAsync(new PlayedLedger(World), [], activeTrees: 0)))
            .ParamName.ShouldBe("ActiveTrees");

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
}
