using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Benchmarks;

/// <summary>How long <c>why</c> takes in a made-up hunt that is kept in a ledger file.</summary>
internal static class HuntWhy
{
    private const int Paths = 20;
    private const int TreesOfABatch = 64;

    public static async Task MeasureAsync(int seeds, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("ioc-explorer-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "ledger.db");
            var made = new SyntheticHunt(new() { Seeds = seeds, OwnIocs = 105 });
            await using (var ledger = await SqliteLedger.OpenAsync(new() { Path = file, Time = time }, CancellationToken.None))
            {
                await RecordAsync(ledger, made, seeds);
            }

            // Opened anew, as each command does: nothing of it is in the program's memory.
            await using var opened = await SqliteLedger.OpenAsync(new() { Path = file, Time = time }, CancellationToken.None);
            Report.Line($"the ledger file with {seeds} trees has {new FileInfo(file).Length / 1048576.0:0.0} MiB");
            await AskAsync(new(opened.Hunts, opened.Hunts), made, seeds, time);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RecordAsync(SqliteLedger ledger, SyntheticHunt made, int seeds)
    {
        var hunt = await ledger.Hunts.BeginAsync(new(null, 3, new(), [.. Enumerable.Range(1, seeds).Select(number => made.Tree(number).Seed)]), CancellationToken.None);
        await foreach (var trees in made.ReadAsync().Chunk(TreesOfABatch))
        {
            await ledger.Hunts.RecordAsync(
                hunt,
                [.. trees.Select(tree => new TreeToRecord(tree.Number, TreeState.Complete, tree.Nodes.Count, 0, TreeRecordBytes.Pack(tree)) { Keys = TreeKeys.Of(tree) })],
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
