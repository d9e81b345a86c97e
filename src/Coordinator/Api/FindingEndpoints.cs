using System.Text.Json.Serialization.Metadata;
using IocExplorer.Analysis;
using IocExplorer.Analysis.Differences;
using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Views;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Api.Findings;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IocExplorer.Coordinator.Api;

/// <summary>What a hunt found: reports, paths, comparisons, exports, and its trees piece by piece. Nothing here asks a source.</summary>
internal sealed class FindingEndpoints(BackendProvider gate)
{
    private const int MostListed = 10_000;
    private const int MostOfAPage = 1000;
    private const int MostPaths = 100;
    private const int MostNodesOfGraph = 300;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hunts/{id:long}/report", ReportAsync).RequireAuthorization(Roles.Read).WithName("reportHunt")
            .WithSummary("What joins the seeds: ranked pivots and groups. `format` is json, text or csv; `limit` bounds what is listed,"
                + " and is a number or all.")
            .Produces<HuntReport>().Refuses(404, 422).DisableRequestTimeout();
        routes.MapGet("/hunts/{id:long}/why", WhyAsync).RequireAuthorization(Roles.Read).WithName("whyIoc")
            .WithSummary("From which seeds the hunt has the IOC `value`, over which relations and by which answers."
                + " `type` may be left out where the value tells it.")
            .Produces<WhyAnswer>().Refuses(404, 422);
        routes.MapGet("/hunts/{id:long}/explain", ExplainAsync).RequireAuthorization(Roles.Read).WithName("explainIoc")
            .WithSummary("Why the tree of `seed` does not have the IOC `value`.").Produces<Explanation>().Refuses(404, 422);
        routes.MapGet("/hunts/{id:long}/diff", DiffAsync).RequireAuthorization(Roles.Read).WithName("compareHunts")
            .WithSummary("What changed from the hunt `since` to this one. `format` is json or text."
                + $" Headers {ServiceHeaders.Remark} say what else makes a difference.")
            .Produces<HuntDifference[]>().Refuses(404, 422).DisableRequestTimeout();
        routes.MapGet("/hunts/{id:long}/exports/{format}", ExportAsync).RequireAuthorization(Roles.Read).WithName("exportHunt")
            .WithSummary($"The hunt for other tools: {string.Join(", ", HuntExports.All.Select(export => export.Name))}."
                + $" Headers {ServiceHeaders.Remark} say what is left out.")
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream").Refuses(404, 422).DisableRequestTimeout();
        routes.MapGet("/exports", ListExports).RequireAuthorization(Roles.Read).WithName("listExportFormats")
            .WithSummary("Lists the formats in which hunts are exported.").Produces<ExportFormatList>();
        routes.MapGet("/hunts/{id:long}/graph", GraphAsync).RequireAuthorization(Roles.Read).WithName("graphHunt")
            .WithSummary("The graph around the IOC `value`; without one, what binds the groups of the report.")
            .Produces<GraphView>().Refuses(404, 422).DisableRequestTimeout();
        routes.MapGet("/hunts/{id:long}/trees/{number:int}/nodes", NodesAsync).RequireAuthorization(Roles.Read).WithName("listNodesOfTree")
            .WithSummary("The children of the node `parent` (-1: the root), a page of them.").Produces<OutlinePage>().Refuses(404, 422);
    }

    private async Task<IResult> ReportAsync(long id, HttpContext context, string? format = null, string? limit = null)
    {
        var query = new QueryParameters();
        var most = limit is "all" ? int.MaxValue : query.Number("limit", limit, 1, MostListed);
        var form = query.OneOf("format", format, "json", "text", "csv");
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        // Before the report, which can take a minute: the hunt may be whole by then, and the report not.
        if (await FindAsync(id, context) is not { } hunt || await gate.Backend().Findings.ReportAsync(id, context.RequestAborted) is not { } report)
        {
            return Problems.NoSuchHunt(id);
        }

        // It may be older than what is known of the hunt, so its own trees count.
        RemarkPart(context, hunt, report.Seeds);
        var top = (int)(most ?? 100);
        var listed = report with { Pivots = [.. report.Pivots.Take(top)], Groups = [.. report.Groups.Take(top)] };
        return form switch
        {
            "text" => new TextResult("text/plain", writer => ReportText.Write(report, writer, top)),
            "csv" => new TextResult("text/csv", writer => ReportCsv.WritePivots(most is null ? report : listed, writer)),
            _ => Json(listed, AnalysisJson.Default.HuntReport),
        };
    }

    private async Task<IResult> WhyAsync(long id, HttpContext context, string? value = null, string? type = null, string? limit = null, string? format = null)
    {
        var query = new QueryParameters();
        var most = query.Number("limit", limit, 1, MostPaths);
        var ioc = query.Ioc("value", type, value);
        var form = query.OneOf("format", format, "json", "text");
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var findings = gate.Backend().Findings;
        if (await FindAsync(id, context) is not { } hunt
            || await findings.All.WhyAsync(id, ioc, (int)(most ?? 10), context.RequestAborted) is not { } answer)
        {
            return Problems.NoSuchHunt(id);
        }

        RemarkPart(context, hunt, hunt.Trees.Written);
        return form is "text"
            ? new TextResult("text/plain", writer => PathText.Write(answer, writer, findings.Now))
            : Json(answer, AnalysisJson.Default.WhyAnswer);
    }

    private async Task<IResult> ExplainAsync(
        long id, HttpContext context, string? seed = null, string? value = null, string? seedType = null, string? type = null, string? format = null)
    {
        var query = new QueryParameters();
        var (root, ioc) = (query.Ioc("seed", seedType, seed), query.Ioc("value", type, value));
        var form = query.OneOf("format", format, "json", "text");
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var findings = gate.Backend().Findings;
        if (await FindAsync(id, context) is not { } hunt)
        {
            return Problems.NoSuchHunt(id);
        }

        if (await findings.All.ExplainAsync(id, root, ioc, context.RequestAborted) is not { } explanation)
        {
            return Problems.NoTreeOfSeed(id);
        }

        RemarkPart(context, hunt, hunt.Trees.Written);
        return form is "text"
            ? new TextResult("text/plain", writer => PathText.Write(explanation, writer, findings.Now))
            : Json(explanation, AnalysisJson.Default.Explanation);
    }

    private async Task<IResult> DiffAsync(long id, HttpContext context, string? since = null, string? format = null)
    {
        var query = new QueryParameters();
        var before = query.Number("since", since ?? "", 1, long.MaxValue);
        var form = query.OneOf("format", format, "json", "text");
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var stopped = context.RequestAborted;
        if (await gate.Backend().Findings.All.CompareAsync(before!.Value, id, new(), line => Remark(context, line), stopped) is not { } differences)
        {
            return Problems.NoSuchHunt(await FindAsync(id, context) is null ? id : before.Value);
        }

        foreach (var hunt in new[] { before.Value, id }.Distinct())
        {
            if (await FindAsync(hunt, context) is { } known && DifferenceRemarks.OfPart(hunt, known.Trees.Written, known.Seeds) is { } line)
            {
                Remark(context, $"{line} {DifferenceRemarks.SoWhat}");
            }
        }

        return new DifferencesResult(differences, isText: form is "text");
    }

    private async Task<IResult> ExportAsync(long id, string format, HttpContext context)
    {
        if (HuntExports.Find(format) is not { } export)
        {
            return Problems.BadParameter("format", $"one of {string.Join(", ", HuntExports.All.Select(e => e.Name))}");
        }

        if (await FindAsync(id, context) is not { } hunt)
        {
            return Problems.NoSuchHunt(id);
        }

        RemarkPart(context, hunt, hunt.Trees.Written);
        return new ExportResult(gate.Backend().Findings.All, id, export);
    }

    private static Ok<ExportFormatList> ListExports() =>
        TypedResults.Ok(new ExportFormatList([.. HuntExports.All.Select(e => new ExportFormat(e.Name, e.FileExtension, e.MediaType, e.Description))]));

    private async Task<IResult> GraphAsync(long id, HttpContext context, string? value = null, string? type = null)
    {
        var findings = gate.Backend().Findings;
        if (value is null)
        {
            return await findings.ReportAsync(id, context.RequestAborted) is { } report
                ? Json(Analysis.Findings.HuntFindings.GraphOf(report, MostNodesOfGraph), AnalysisJson.Default.GraphView)
                : Problems.NoSuchHunt(id);
        }

        var query = new QueryParameters();
        var ioc = query.Ioc("value", type, value);
        return query.Problem is { } wrong ? wrong
            : await FindAsync(id, context) is null ? Problems.NoSuchHunt(id)
            : Json(await findings.All.GraphAsync(id, ioc, MostNodesOfGraph, context.RequestAborted), AnalysisJson.Default.GraphView);
    }

    private async Task<IResult> NodesAsync(long id, int number, HttpContext context, string? parent = null, string? after = null, string? limit = null)
    {
        var query = new QueryParameters();
        var place = parent is "-1" ? null : query.Number("parent", parent, 0, int.MaxValue);
        var last = query.Number("after", after, 0, int.MaxValue);
        var most = query.Number("limit", limit, 1, MostOfAPage);
        return query.Problem is { } wrong ? wrong
            : await gate.Backend().Findings.TreeAsync(id, number, context.RequestAborted) is { } tree
            ? Json(TreeOutline.ChildrenOf(tree, (int)(place ?? -1), (int?)last, (int)(most ?? 100)), AnalysisJson.Default.OutlinePage)
            : await FindAsync(id, context) is null ? Problems.NoSuchHunt(id) : Problems.NotWritten(id, number);
    }

    private ValueTask<HuntView?> FindAsync(long hunt, HttpContext context) => gate.Backend().Hunts.FindAsync(new(hunt), context.RequestAborted);

    /// <summary>Says of a hunt that has a tree of some of its seeds only that it is so, and why or what can be done.</summary>
    /// <param name="trees">How many the answer is made of.</param>
    private static void RemarkPart(HttpContext context, HuntView hunt, int trees)
    {
        if (DifferenceRemarks.OfPart(hunt.Id, trees, hunt.Seeds) is { } line)
        {
            Remark(context, $"{line} {(hunt.State.IsOver() ? $"`ioc-explorer retry {hunt.Id}` explores the others." : $"It is {Problems.Word(hunt.State)}.")}");
        }
    }

    private static void Remark(HttpContext context, string line) => context.Response.Headers.Append(ServiceHeaders.Remark, line);

    private static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);
}
