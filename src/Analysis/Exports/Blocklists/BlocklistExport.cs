using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Blocklists;

/// <summary>
/// IOCs of one type to be blocked, one value a line below comments: seeds and what is reported as malicious first, the rest behind them. What is known to be
/// good, shared by many, hosting, internal or reserved is left out, even when reported as malicious; the comments and the remarks say how many.
/// </summary>
internal sealed class BlocklistExport(IocType type) : HuntExport(
    $"blocklist-{(type == IocType.IpAddress ? "ip" : type.Name())}",
    ".txt",
    "text/plain",
    $"{Plural(type)} to be blocked, one a line: without known-good, shared, hosting and internal ones")
{
    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        var exclusions = new ExportExclusions(hunt.Hunt.Rules.OwnDomains);
        var leftOut = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var counts = new long[2];
        foreach (var node in graph.Nodes.Where(n => n.Ioc.Type == type))
        {
            if (exclusions.GetExclusion(node) is { } reason)
            {
                leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
            }
            else
            {
                counts[IsFirst(node) ? 0 : 1]++;
            }
        }

        List<string> remarks = [.. leftOut.Select(l => $"{l.Value} left out: {l.Key}.")];
        remarks.ForEach(remark);
        output.Write(Header(hunt, graph.Sharing, counts, remarks));
        foreach (var isFirst in new[] { true, false })
        {
            output.Write($"# {(isFirst ? $"{counts[0]} seeds and known-bad" : $"{counts[1]} others related to them")}\n");
            foreach (var node in graph.Nodes.Where(n => n.Ioc.Type == type && IsFirst(n) == isFirst && exclusions.GetExclusion(n) is null))
            {
                output.Write($"{node.Ioc.Value}\n");
                await output.PassOnAsync(cancellation);
            }
        }
    }

    private static bool IsFirst(GraphNode node) => node.IsSeed || node.Is(TagClass.KnownBad);

    private string Header(ExportedHunt exported, SharingLevel sharing, long[] counts, IEnumerable<string> remarks)
    {
        var (hunt, submitted) = (exported.Hunt, ExportTime.Text(exported.Hunt.StartedAt));
        var name = hunt.Name is null ? "" : $" ({ExportText.Label(hunt.Name)})";
        return string.Concat(
        [
            $"# IOC Explorer: {counts.Sum()} {Plural(type)} of hunt {hunt.Id}{name}, submitted {submitted}, depth {hunt.Depth}\n",
            $"# TLP:{sharing.Name().ToUpperInvariant()}\n",
            "# To be related to a seed is no proof: look at the second part before you block it.\n",
            .. remarks.Select(r => $"# {r}\n"),
        ]);
    }

    private static string Plural(IocType type) => type switch
    {
        IocType.Domain => "domains",
        IocType.IpAddress => "IP addresses",
        IocType.Url => "URLs",
        IocType.Email => "e-mail addresses",
        _ => "file hashes",
    };
}
