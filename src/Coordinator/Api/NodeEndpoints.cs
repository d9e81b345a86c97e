using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IocExplorer.Coordinator.Api;

/// <summary>The nodes of the service.</summary>
internal sealed class NodeEndpoints(BackendGate gate)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/nodes", List).Needs(TokenRole.Read).WithName("listNodes")
        .WithSummary("Lists the live nodes, coordinators first.").Produces<NodeList>();

    private Ok<NodeList> List() => TypedResults.Ok(new NodeList([.. gate.Backend().Nodes.OrderBy(n => n.Kind).ThenBy(n => n.Id.Value).Select(View)]));

    private static NodeView View(NodeState node) => new()
    {
        Id = node.Id.Value,
        Kind = node.Kind,
        Name = node.Name,
        Version = node.Version,
        State = node.Phase == NodePhase.Draining ? "draining" : "alive",
        StartedAt = node.StartedAt,
        BeatAgeSeconds = node.BeatAge.TotalSeconds,
        Trees = LiveNodes.StatusOfCoordinator(node)?.Trees,
        Sources = LiveNodes.StatusOfWorker(node)?.Sources,
    };
}
