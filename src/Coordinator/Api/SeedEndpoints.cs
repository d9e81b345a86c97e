using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Seeds;

namespace IocExplorer.Coordinator.Api;

/// <summary>Lists of seeds, to be looked at before they are submitted. Nothing is kept.</summary>
internal sealed class SeedEndpoints(ApiOptions options)
{
    private const int MostShown = 500;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/seeds/preview", (Delegate)PreviewAsync)
        .RequireAuthorization(Roles.Submit).WithName("previewSeeds")
        .WithSummary("Shows what is understood of a list of seeds, given as for a submission. Nothing is submitted.")
        .Accepts<SubmitHunt>("application/json", "text/csv").Produces<SeedPreview>().Refuses(400, 413, 415, 422);

    private async Task<IResult> PreviewAsync(HttpContext context)
    {
        var (request, problem) = await SubmissionReader.ReadAsync(context, caller: "", options.MaxBodyBytes);
        if (request is null)
        {
            return problem!;
        }

        var (content, refusal) = HuntSubmission.ReadSeeds(request);
        return content is null ? refusal! : TypedResults.Ok(new SeedPreview(
            [.. content.Seeds.Take(MostShown).Select(seed => new SeedView(seed.Type.Name(), seed.Value))],
            content.Seeds.Count,
            content.Duplicates,
            [.. HuntSubmission.Shortened(content).Take(MostShown)],
            content.BadLines.Count));
    }
}
