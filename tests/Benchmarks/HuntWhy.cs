using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Benchmarks;

/// <summary>How long <c>why</c> takes in a made-up hunt whose records are kept as bytes, in memory.</summary>
internal static class HuntWhy
{
    private const int Paths = 20;

    public static async Task MeasureAsync(int seeds, TimeProvider time)
    {
        var hunt = new SyntheticHunt(new() { Seeds = seeds, OwnIocs = 105 });
        var records = new Kept();
        var index = new TreeIndex();
        long bytes = 0, keyBytes = 0;
        await foreach (var tree in hunt.ReadAsync())
        {
            using var stream = new MemoryStream();
            TreeRecordCodec.Write(tree, stream);
            records.Trees.Add(stream.ToArray());
            var keys = TreeKeys.Of(tree);
            index.Add(1, tree.Number, keys);
            bytes += stream.Length;
            keyBytes += keys.Length;
        }

        Report.Line($"{seeds} records take {bytes / 1048576.0:0.0} MiB, their keys {keyBytes / 1048576.0:0.0} MiB");
        var paths = new HuntPaths(records, index);
        var own = Enumerable.Range(1, 50).Select(number => hunt.Tree(number * (seeds / 50)).Nodes[^1].Ioc);
        var asked = new (string Kind, IEnumerable<Ioc> Iocs)[]
        {
            ("a hub", hunt.Hubs), ("a shared piece", hunt.Pieces.Select(piece => piece.Ioc)), ("an IOC of one seed", own),
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

            taken.Sort();
            Report.Line($"why of {kind}: {taken[taken.Count / 2]:0.0} ms, at most {taken[^1]:0.0} ms, for up to {Paths} paths");
        }
    }

    private sealed class Kept : IHuntRecords
    {
        public List<byte[]> Trees { get; } = [];

        public IAsyncEnumerable<HuntRecord> ListAsync(CancellationToken cancellation) => AsyncEnumerable.Empty<HuntRecord>();

        public Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) => Task.FromResult<HuntRecord?>(null);

        public IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation) => Trees.Select(Read).ToAsyncEnumerable();

        public Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation) => Task.FromResult<TreeRecord?>(Read(Trees[number - 1]));

        private static TreeRecord Read(byte[] bytes)
        {
            using var stream = new MemoryStream(bytes);
            return TreeRecordCodec.Read(stream);
        }
    }
}
