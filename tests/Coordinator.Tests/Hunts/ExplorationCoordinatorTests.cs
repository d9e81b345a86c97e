using System.Threading.Channels;
using IocExplorer.Actors;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Queries;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Hunts;

public sealed class ExplorationCoordinatorTests : IAsyncDisposable
{
    private readonly Channel<DeskMessage.Ask> _asks = Channel.CreateUnbounded<DeskMessage.Ask>();
    private readonly Channel<TreeWalk> _explored = Channel.CreateUnbounded<TreeWalk>();
    private readonly Mailbox<CoordinatorMessage> _coordinator;
    private readonly List<Asker> _gone = [];
    private volatile TreeCounts _counts = TreeCounts.None;

    public ExplorationCoordinatorTests() => _coordinator = new("coordinator", self => new ExplorationCoordinator(
        self,
        new(Domain("a.com"), new(OriginalCatalogue, 2, reserved: null)),
        HuntId.Embedded,
        FakeLedger.Fresh,
        (ask, _) => ValueTask.FromResult(_asks.Writer.TryWrite(ask)),
        counts => _counts = counts,
        walk => _explored.Writer.TryWrite(walk),
        new(new(OriginalCatalogue)),
        gone => _gone.Add(gone.Single())));

    public ValueTask DisposeAsync() => _coordinator.DisposeAsync();

    [Fact]
    public async Task AnswersOfABatch_LeadToOneAsk()
    {
        var first = await NextAskAsync();
        first.Queries.Select(q => q.Ioc).Distinct().ShouldBe([Domain("a.com")]);
        first.Queries.Count.ShouldBe(4);

        first.Asker.Deliver([.. first.Queries.Select(q => Answered(q, Found("r", Ip($"8.8.8.{q.Number}"))))]);

        var second = await NextAskAsync();
        second.Queries.Select(q => q.Ioc.Value).ShouldBe(["8.8.8.0", "8.8.8.1", "8.8.8.2", "8.8.8.3"]);
        _counts.Queries.ShouldBe(new(Asked: 8, Found: 4, Empty: 0, NotAnswered: 0));
    }

    [Fact]
    public async Task WalkThatIsDone_IsHandedOverOnce_AndLateAnswersChangeNothing()
    {
        var ask = await NextAskAsync();
        var answers = ask.Queries.Select(q => Answered(q, Answer.Empty.Instance)).ToList();
        ask.Asker.Deliver(answers[..2]);
        ask.Asker.Deliver(answers);

        var walk = await _explored.Reader.ReadAsync(Cancellation).AsTask().InTime();
        ask.Asker.Deliver([.. ask.Queries.Select(q => Answered(q, Found("r", Ip("8.8.8.8"))))]);
        _coordinator.Reply(new CoordinatorMessage.AskAgain());
        await _coordinator.StopAsync().InTime();

        (walk.IsDone, walk.Empty, walk.Found).ShouldBe((true, 4, 0));
        _counts.Answers.ShouldBe(new(0, Fresh: 4, 0));
        _explored.Reader.Count.ShouldBe(0);
        _asks.Reader.Count.ShouldBe(0);
        _gone.ShouldBeEmpty();
    }

    [Fact]
    public async Task WalkThatIsStopped_IsForgottenByTheDesk()
    {
        var ask = await NextAskAsync();

        await _coordinator.StopAsync().InTime();

        _gone.ShouldBe([ask.Asker]);
    }

    [Fact]
    public async Task DeskThatHasForgotten_IsAskedAgainWhatIsOpen()
    {
        var ask = await NextAskAsync();
        ask.Asker.Deliver([Answered(ask.Queries[1], Answer.Empty.Instance)]);

        _coordinator.Reply(new CoordinatorMessage.AskAgain());

        (await NextAskAsync()).Queries.ShouldBe([ask.Queries[0], ask.Queries[2], ask.Queries[3]]);
    }

    [Fact]
    public async Task AnswersToAWalkThatIsGone_ArePassedOver()
    {
        var ask = await NextAskAsync();

        _coordinator.Reply(new CoordinatorMessage.Answers(new(_ => { }), [Answered(ask.Queries[0], Found("r", Ip("8.8.8.8")))]));
        await _coordinator.StopAsync().InTime();

        _counts.Queries.Found.ShouldBe(0);
        _asks.Reader.Count.ShouldBe(0);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TreeAnswer Answered(TreeQuery query, Answer answer) => new(query.Number, answer, AnswerOrigin.Fresh);

    private Task<DeskMessage.Ask> NextAskAsync() => _asks.Reader.ReadAsync(Cancellation).AsTask().InTime();
}
