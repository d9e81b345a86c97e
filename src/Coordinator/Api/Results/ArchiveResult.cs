using System.Text.Json;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Results;
using IocExplorer.Messages.Service;

namespace IocExplorer.Coordinator.Api.Results;

/// <summary>
/// The results of a hunt as a ZIP archive that is never in memory as a whole: a few trees at a time come from the database and go to the reader.
/// </summary>
internal sealed class ArchiveResult(ServiceBackend backend, HuntId hunt) : IResult
{
    /// <summary>Trees read at a time: few, because each may be large.</summary>
    private const int Page = 8;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var cancellation = httpContext.RequestAborted;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = $"attachment; filename=\"hunt-{hunt.Value}.zip\"";
        var zip = new ZipStream(response.BodyWriter);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var trees = Pages.ReadAsync(0, Page, after => backend.Hunts.ResultsAsync(hunt, TreeFormats.Names, after, Page, cancellation), tree => tree.Number);
        await foreach (var tree in trees)
        {
            var (files, at) = (tree.Files!, tree.WrittenAt ?? DateTimeOffset.UnixEpoch);
            var name = names.Add(files.Name) ? files.Name : $"{files.Name}~{tree.Number}";
            foreach (var format in TreeFormats.All.Where(format => files.ByFormat.ContainsKey(format.Format)))
            {
                await zip.AddAsync(name + format.Ending(), files.ByFormat[format.Format], at, cancellation);
            }
        }

        // Last, so that it counts what stands before it; null when the hunt was deleted meanwhile.
        if (await backend.Progress.SummaryAsync(hunt, cancellation) is { } summary)
        {
            var at = summary.Hunt.SubmittedAt + TimeSpan.FromSeconds(summary.ElapsedSeconds);
            var content = Gzip.Pack(stream => JsonSerializer.Serialize(stream, summary, ServiceJson.Default.SummaryView));
            await zip.AddAsync(ResultName.Summary, content, at, cancellation);
        }

        await zip.EndAsync(cancellation);
    }
}
