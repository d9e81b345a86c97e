using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Api.Results;
using IocExplorer.Coordinator.Results;
using IocExplorer.Messages.Service.Trees;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Api;

/// <summary>The trees of a hunt, one by one.</summary>
internal sealed class TreeEndpoints(BackendProvider gate)
{
    private const int MostOfAPage = 1000;
    private const int PageSize = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hunts/{id:long}/trees", ListAsync).RequireAuthorization(Roles.Read).WithName("listTrees")
            .WithSummary("Lists the trees of a hunt in the order of its seeds.").Produces<TreePage>().Refuses(404, 422);
        foreach (var format in TreeFormats.All)
        {
            // For the document: text is a string, anything else says of itself what it is.
            var media = MediaTypeHeaderValue.Parse(format.MediaType);
            var path = $"/hunts/{{id:long}}/trees/{{number:int}}{format.Ending()}";
            routes.MapGet(path, (long id, int number, HttpContext context) => FileAsync(id, number, format, context))
                .RequireAuthorization(Roles.Read).WithName($"getTreeAs{char.ToUpperInvariant(format.Title[0])}{format.Title[1..].ToLowerInvariant()}")
                .WithSummary($"A tree as {format.Title}, byte for byte as `explore` writes it.")
                .Produces(StatusCodes.Status200OK, media.Type == "text" ? typeof(string) : typeof(object), media.MediaType.Value).Refuses(404);
        }
    }

    private async Task<IResult> ListAsync(long id, HttpContext context, string? after = null, string? limit = null)
    {
        var query = new QueryParameters();
        var (last, most) = (query.Number("after", after, 0, int.MaxValue), query.Number("limit", limit, 1, MostOfAPage));
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var hunts = gate.Backend().Hunts;
        var size = (int)(most ?? PageSize);
        var trees = await hunts.TreesAsync(new(id), (int)(last ?? 0), size + 1, context.RequestAborted);
        return trees.Count == 0 && await hunts.FindAsync(new(id), context.RequestAborted) is null
            ? Problems.NoSuchHunt(id)
            : TypedResults.Ok(new TreePage([.. trees.Take(size)], trees.Count > size ? trees[size - 1].Number : null));
    }

    private async Task<IResult> FileAsync(long id, int number, ITreeWriter format, HttpContext context)
    {
        var hunts = gate.Backend().Hunts;
        if (await hunts.ResultAsync(new(id), number, [format.Format], context.RequestAborted) is { } tree)
        {
            return tree.Files is { } files ? new TreeFileResult(format, files.Name, files.ByFormat[format.Format]) : Problems.NotWritten(id, number);
        }

        return await hunts.FindAsync(new(id), context.RequestAborted) is null ? Problems.NoSuchHunt(id) : Problems.NoSuchTree(id, number);
    }
}
