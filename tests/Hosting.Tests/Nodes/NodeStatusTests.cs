using Akka.Actor;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Nodes;

public sealed class NodeStatusTests
{
    [Fact]
    public async Task Node_SaysWhoItIsAndHowItIs_AtTheMomentOfTheQuestion()
    {
        using var system = ActorSystem.Create("nodes", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        var time = new FakeTime();
        var detail = "{}";
        var node = system.ActorOf(NodeStatusActor.Props(NodeKind.Worker, "a-worker", time, () => detail), NodeStatusActor.Path);
        var startedAt = time.GetUtcNow();
        detail = """{"sources":[]}""";

        var status = await node.Ask<NodeProtocol.Status>(NodeProtocol.GetStatus.Instance, SafetyTimeout.Length);

        status.ShouldBe(new(NodeKind.Worker, "a-worker", ProgramVersion.Text, startedAt, detail));
    }
}
