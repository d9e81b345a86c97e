using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Hosting.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IocExplorer.Coordinator.Api;

/// <summary>The nodes of the service.</summary>
internal sealed class NodeEndpoints(BackendProvider gate)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/nodes", List).RequireAuthorization(Roles.Read).WithName("listNodes")
        .WithSummary("Lists the members of the cluster, coordinators first.").Produces<NodeList>();

    private Ok<NodeList> List() => TypedResults.Ok(new NodeList([.. gate.Backend().Nodes.Select(View)]));

    private static NodeView View(NodeState node) => new()
    {
        Id = node.Id,
        Kind = node.Kind,
        Name = node.Name,
        Address = node.Address,
        Version = node.Version ?? "",
        State = node.Member,
        StartedAt = node.StartedAt,
        BeatAgeSeconds = node.Age?.TotalSeconds,
        Hunts = LiveNodes.StatusOfCoordinator(node)?.Supervised,
        Trees = LiveNodes.StatusOfCoordinator(node)?.Trees,
        Sources = LiveNodes.StatusOfWorker(node)?.Sources,
        Throttles = LiveNodes.StatusOfWorker(node)?.Throttles,
    };
}
