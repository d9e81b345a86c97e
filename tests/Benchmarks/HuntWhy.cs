using IocExplorer.Analysis.Findings;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Benchmarks;

/// <summary>
/// How long <c>why</c> takes in a made-up hunt that is kept in a ledger file, and the look beyond a hunt that <c>report</c> takes; in a process of its own
/// (<c>why-of SEEDS</c>).
/// </summary>
internal static class HuntWhy
{
    private const int Paths = 20;
    private const int TreesOfABatch = 64;

    /// <summary>What the process of its own does.</summary>
    public static async Task<int> MeasureAsync(int seeds, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("ioc-explorer-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "ledger.db");
            var made = new SyntheticHunt(new() { Seeds = seeds, OwnIocs = 105 });
            await using (var ledger = await SqliteLedger.OpenAsync(new() { Path = file, Time = time }, CancellationToken.None))
            {
                await RecordAsync(ledger, made, Enumerable.Range(1, seeds));
                await RecordAsync(ledger, made, [1, 2]);
            }

            // Opened anew, as each command does: nothing of it is in the program's memory.
            await using var opened = await SqliteLedger.OpenAsync(new() { Path = file, Time = time }, CancellationToken.None);
            Report.Line($"the ledger file with {seeds} trees has {new FileInfo(file).Length / 1048576.0:0.0} MiB");
            await AskAsync(new(opened.Hunts, opened.Hunts), made, seeds, time);
            var started = time.GetTimestamp();
            var report = await new HuntFindings(opened.Hunts, opened.Hunts).ReportAsync(2, new(), CancellationToken.None);
            Report.Line(
                $"report of a hunt of 2 seeds: {time.GetElapsedTime(started).TotalMilliseconds:0} ms, with a look at {report!.OtherSeeds} seeds of another");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RecordAsync(SqliteLedger ledger, SyntheticHunt made, IEnumerable<int> seeds)
    {
        var hunt = await ledger.Hunts.BeginAsync(new(null, 3, new(), [.. seeds.Select(number => made.Tree(number).Seed)]), CancellationToken.None);
        foreach (var trees in seeds.Select(made.Tree).Chunk(TreesOfABatch))
        {
            await ledger.Hunts.RecordAsync(
                hunt,
                [.. trees.Select(tree => new TreeToRecord(tree.Number, TreeState.Complete, tree.Nodes.Count, 0, TreeRecordBytes.Pack(tree))
                {
                    Keys = TreeKeys.Of(tree),
                })],
                CancellationToken.None);
        }

        await ledger.Hunts.EndAsync(hunt, CancellationToken.None);
    }

    private static async Task AskAsync(HuntPaths paths, SyntheticHunt made, int seeds, TimeProvider time)
    {
        var own = Enumerable.Range(1, 50).Select(number => made.Tree(number * (seeds / 50)).Nodes[^1].Ioc);
        var asked = new (string Kind, IEnumerable<Ioc> Iocs)[]
        {
            ("a hub", made.Hubs), ("a shared piece", made.Pieces.Select(piece => piece.Ioc)), ("an IOC of one seed", own),
        };
        foreach (var (kind, iocs) in asked)
        {
            var taken = new List<double>();
            foreach (var ioc in iocs)
            {
                var started = time.GetTimestamp();
                await paths.WhyAsync(1, ioc, Paths, CancellationToken.None);
                taken.Add(time.GetElapsedTime(started).TotalMilliseconds);
            }

            var first = taken[0];
            taken.Sort();
            Report.Line($"why of {kind}: {taken[taken.Count / 2]:0.0} ms, the first {first:0.0} ms, at most {taken[^1]:0.0} ms, for up to {Paths} paths");
        }
    }
}
