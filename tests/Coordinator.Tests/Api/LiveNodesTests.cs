using System.Text.Json;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Hosting.Nodes;

namespace IocExplorer.Coordinator.Tests.Api;

public sealed class LiveNodesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Exploring_IsTheSumOverAllCoordinators_OfThisHuntOnly()
    {
        NodeState[] nodes =
        [
            Coordinator(new HuntShare(1, 2, Of("A", 5)), new HuntShare(2, 1, Of("A", 100))),
            Coordinator(new HuntShare(1, 1, Of("A", 3))),
            Coordinator(new HuntShare(1, 1, Of("B", 7))),
            Node(NodeKind.Coordinator, "not JSON"),
            Node(NodeKind.Coordinator, "{}"),
            Node(NodeKind.Coordinator, ""),
        ];

        LiveNodes.Exploring(nodes, new(1)).OrderBy(s => s.Key).Select(s => (s.Key, s.Value.Asked)).ShouldBe([("A", 8), ("B", 7)]);
    }

    [Fact]
    public void Sources_AreAddedUp_AndAWindowWithoutLimitHasNone()
    {
        NodeState[] nodes =
        [
            Worker(new SourceProgress { Source = "B", Requests = 1, InFlight = 2, LeftThisMinute = 3, LeftToday = 10 }),
            Worker(
                new SourceProgress { Source = "B", Requests = 10, InFlight = 20, LeftThisMinute = 30, LeftToday = null },
                new SourceProgress { Source = "A", Found = 4 }),
            Node(NodeKind.Worker, "not JSON"),
        ];

        LiveNodes.Sources(nodes).ShouldBe(
        [
            new() { Source = "A", Found = 4 },
            new() { Source = "B", Requests = 11, InFlight = 22, LeftThisMinute = 33, LeftToday = null },
        ]);
    }

    [Fact]
    public void Source_Waits_WhenItWaitsOnAllNodes_AndNoLongerThanTheFirst()
    {
        var early = new SourceProgress { Source = "A", Waiting = "day quota", WaitingUntil = Noon };
        var late = new SourceProgress { Source = "A", Waiting = "month quota", WaitingUntil = Noon.AddDays(9) };
        var works = new SourceProgress { Source = "A" };

        (LiveNodes.Sources([Worker(late), Worker(early)])[0] is var all ? (all.Waiting, all.WaitingUntil) : default).ShouldBe(("day quota", Noon));
        LiveNodes.Sources([Worker(late), Worker(works)])[0].Waiting.ShouldBeNull();
        LiveNodes.Sources([Worker(early), Worker(new SourceProgress { Source = "A", Waiting = "minute quota", LeftThisMinute = 0 })])[0].Waiting
            .ShouldBe("minute quota");
    }

    [Fact]
    public void Source_WhoseKeyIsRefusedOnOneNode_WaitsForTheKeyOfAnother()
    {
        var refused = new SourceProgress { Source = "A", Waiting = "switched off", LeftThisMinute = 0, LeftToday = 0 };
        var spent = new SourceProgress { Source = "A", Waiting = "day quota", WaitingUntil = Noon };

        (LiveNodes.Sources([Worker(refused), Worker(spent)])[0] is var all ? (all.Waiting, all.WaitingUntil) : default).ShouldBe(("day quota", Noon));
        LiveNodes.Sources([Worker(refused with { WaitingUntil = Noon.AddDays(-1) }), Worker(spent)])[0].Waiting.ShouldBe("day quota");
        LiveNodes.Sources([Worker(refused), Worker(spent with { WaitingUntil = null })])[0].Waiting.ShouldBe("day quota");
        LiveNodes.Sources([Worker(refused), Worker(refused)])[0].Waiting.ShouldBe("switched off");
    }

    [Theory]
    [InlineData(HuntState.Finished, "", "", null)]
    [InlineData(HuntState.Paused, "c w", "a", "The hunt is paused. Resume it to go on.")]
    [InlineData(HuntState.Running, "w", "a", "No coordinator node explores just now. Start one, or wait until one is back.")]
    [InlineData(HuntState.Running, "d w", "a", "No coordinator node explores just now. Start one, or wait until one is back.")]
    [InlineData(HuntState.Running, "c", "", "No worker node is there to ask sources. Start one.")]
    [InlineData(HuntState.Running, "c w", "", "No worker node offers a source: their sources are off or have no key.")]
    [InlineData(HuntState.Running, "c w", "a b x", null)]
    [InlineData(HuntState.Running, "c w", "a", "No worker node offers S b, x, which this hunt asks: trees that need it wait until one does.")]
    public void Problem_SaysWhyAHuntDoesNotMove(HuntState state, string nodes, string offers, string? problem)
    {
        var live = Words(nodes).Select(n => Node(n == "w" ? NodeKind.Worker : NodeKind.Coordinator, "", n == "d" ? "leaving" : "up")).ToList();

        ProgressProblem.Of(Hunt(state), [Operation("a"), Operation("b"), Operation("x")], live, [.. Words(offers).Select(Operation)], []).ShouldBe(problem);
    }

    [Fact]
    public void Problem_OfAHuntWhoseOperationsAreOfferedWithOtherSettings_SaysSo()
    {
        IReadOnlyList<NodeState> live = [Node(NodeKind.Coordinator, ""), Node(NodeKind.Worker, "")];
        Operation[] asked = [Operation("a"), Operation("b")], offered = [Operation("a"), Operation("b") with { Shape = "v2" }];
        const string Changed =
            "Worker nodes offer S b with other settings (limit, URL, parameters, version) than this hunt asks: trees that need it wait until one has the former"
            + " again. Or cancel the hunt and submit its seeds again.";

        ProgressProblem.Of(Hunt(HuntState.Running), asked, live, offered, []).ShouldBe(Changed);
        ProgressProblem.Of(Hunt(HuntState.Running), [.. asked, Operation("x"), Operation("y")], live, offered, []).ShouldBe(
            $"No worker node offers S x, y, which this hunt asks: trees that need it wait until one does. {Changed}");
    }

    [Theory]
    [InlineData(HuntState.Running)]
    [InlineData(HuntState.Finished)]
    public void Problem_NamesTheSourcesThatHuntsBeforeAsked_AndThisOneDoesNot(HuntState state)
    {
        IReadOnlyList<NodeState> live = [Node(NodeKind.Coordinator, ""), Node(NodeKind.Worker, "")];
        Operation[] asked = [Operation("a"), Operation("b") with { Source = "T" }], before = [.. asked, Operation("c") with { Source = "U" }, Operation("d")];

        ProgressProblem.Of(Hunt(state), asked, live, asked, before).ShouldBe(
            "This hunt does not ask U, which hunts before it asked: no worker node offered that when this one was prepared."
            + " If it is not meant so, start such a worker and submit the seeds again.");
        ProgressProblem.Of(Hunt(state), before, live, before, asked).ShouldBeNull();
        ProgressProblem.Of(Hunt(state), null, live, asked, before).ShouldBeNull();
    }

    private static HuntView Hunt(HuntState state) => new()
    {
        Id = 1,
        Name = "",
        State = state,
        SubmittedBy = "",
        SubmittedAt = Noon,
        Depth = 1,
        Plain = false,
        FactsSince = Noon,
        Seeds = 1,
        Duplicates = 0,
        BadLines = 0,
        FirstBadLines = [],
        Trees = new(1, 0, 0, 0, 0),
        Nodes = 0,
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Operation Operation(string name) => new("S", name, "v1", [IocType.Domain], IsExternal: true);

    private static Dictionary<string, QueryTotals> Of(string source, long asked) => new() { [source] = QueryTotals.None with { Asked = asked } };

    private static NodeState Coordinator(params HuntShare[] shares) =>
        Node(NodeKind.Coordinator, JsonSerializer.Serialize(new CoordinatorStatus(shares.Sum(s => s.Trees), shares), ServiceJson.Default.CoordinatorStatus));

    private static NodeState Worker(params SourceProgress[] sources) => Node(NodeKind.Worker, new WorkerStatus(sources).ToText());

    private static NodeState Node(NodeKind kind, string status, string member = "up") =>
        new() { Id = 1, Address = "akka.tcp://ioc-explorer@127.0.0.1:4711", Kind = kind, Member = member, Name = "a node", Detail = status };
}
