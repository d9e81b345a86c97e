using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Api.Results;

namespace IocExplorer.Coordinator.Api;

/// <summary>All results of a hunt at once.</summary>
internal sealed class ResultEndpoints(BackendProvider gate)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/hunts/{id:long}/results.zip", ZipAsync)
        .RequireAuthorization(Roles.Read).WithName("getResults")
        .WithSummary("All trees written so far, both files of each, and summary.json, as a ZIP archive. Also while the hunt runs.")
        .Produces<Stream>(StatusCodes.Status200OK, "application/zip").Refuses(404).DisableRequestTimeout();

    private async Task<IResult> ZipAsync(long id, HttpContext context) =>
        await gate.Backend().Hunts.FindAsync(new(id), context.RequestAborted) is null ? Problems.NoSuchHunt(id) : new ArchiveResult(gate.Backend(), new(id));
}
