using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports.Page;

/// <summary>
/// One file with the graph to be looked at in a browser: nothing beside it is needed, nothing is loaded. A hunt that is too large shows what joins its seeds
/// first, and says so.
/// </summary>
/// <param name="mostNodes">IOCs that are shown at most, so that a browser stays quick.</param>
/// <param name="mostEdges">Relations, likewise.</param>
internal sealed class PageExport(int mostNodes = 20_000, int mostEdges = 60_000)
    : HuntExport("html", ".html", "text/html", "one HTML file with the graph, to be looked at in a browser")
{
    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        var isCut = graph.NodeCount > mostNodes;
        var chosen = isCut ? await PageSelection.OfAsync(hunt, graph, mostNodes, cancellation) : null;
        var between = chosen is null ? graph.EdgeCount : graph.Edges.LongCount(edge => chosen.Contains(edge.From) && chosen.Contains(edge.To));
        var cut = isCut || between > mostEdges ? CutOf(graph, chosen?.Count ?? graph.NodeCount, Math.Min(between, mostEdges)) : "";
        if (cut.Length > 0)
        {
            remark(cut);
        }

        output.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{PageParts.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <title>IOC Explorer</title>
            <style>{PageParts.Style}</style>
            </head>
            <body>
            {PageParts.Body}<script type="application/json" id="data">
            """);
        await using var json = new Utf8JsonWriter(output.Stream);
        var data = new PageData(json, PassOnAsync);
        json.WriteStartObject();
        json.WriteString("title", HuntKey.TitleOf(hunt.Hunt));
        json.WriteString("about", AboutOf(hunt.Hunt, graph));
        await data.WriteNodesAsync(graph, ioc => chosen?.Contains(ioc) ?? true);
        await data.WriteEdgesAsync(graph, mostEdges);
        json.WriteString("cut", cut);
        data.WriteLists();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        output.Write($"</script>\n<script>{PageParts.Script}</script>\n</body>\n</html>\n");

        async ValueTask PassOnAsync()
        {
            const int Pending = 16 * 1024;
            if (json.BytesPending > Pending)
            {
                await output.PassOnAsync(json, cancellation);
            }
        }
    }

    private static string AboutOf(HuntRecord hunt, HuntGraph graph) =>
        $"Submitted {ExportTime.Text(hunt.StartedAt)}, {Seeds(hunt.Seeds)}, depth {hunt.Depth}, TLP:{graph.Sharing.Name().ToUpperInvariant()}";

    private static string CutOf(HuntGraph graph, long nodes, long edges)
    {
        var iocs = $"{nodes:N0} of {graph.NodeCount:N0} IOCs";
        var relations = $"{edges:N0} of {graph.EdgeCount:N0} relations";
        return $"The hunt is larger than a page: {iocs} and {relations} are shown, what joins its seeds first.";
    }

    private static string Seeds(int number) => $"{number:N0} {(number == 1 ? "seed" : "seeds")}";
}
