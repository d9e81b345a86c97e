using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

[Collection("clusters")]
public sealed class QuarantineWatchTests
{
    [Fact]
    public async Task Refusal_ByAMemberThatIsUp_IsReported_AndByANodeThatIsNoMemberIsNot()
    {
        await using var node = TestNode.Start(await SharedPostgres.NewDatabaseAsync(), "node");
        await node.SeesAsync("start", "node");
        var system = await node.UpAsync("start");
        var member = Cluster.Get(system).SelfAddress;

        (await IsReportedAsync(system, member)).ShouldBeTrue();
        (await IsReportedAsync(system, member.WithPort(1))).ShouldBeFalse();
    }

    private static async Task<bool> IsReportedAsync(ActorSystem system, Address by)
    {
        var isReported = false;
        var watch = system.ActorOf(QuarantineWatch.Props(() => isReported = true));
        watch.Tell(new ThisActorSystemQuarantinedEvent(by, by));
        await watch.GracefulStop(SafetyTimeout.Length);
        return isReported;
    }
}
