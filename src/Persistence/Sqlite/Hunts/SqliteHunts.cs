using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Persistence.Sqlite.Hunts;

/// <summary>
/// The hunts of a ledger file. What is recorded goes through the ledger's one thread, in the groups in which answers are written. Calls throw
/// <see cref="LedgerException"/> when the file cannot serve.
/// </summary>
public sealed class SqliteHunts : IHuntRecorder, IHuntRecords, ITreeIndex
{
    /// <summary>Trees read in one call: few, because each may be large.</summary>
    private const int TreesOfAPage = 16;

    private readonly LedgerWriter _writer;

    internal SqliteHunts(LedgerWriter writer) => _writer = writer;

    public ValueTask<HuntId> BeginAsync(HuntToRecord hunt, CancellationToken cancellation) =>
        WriteAsync(hunts => hunts.Begin(hunt), 1 + hunt.Seeds.Count, cancellation);

    public async ValueTask RecordAsync(HuntId hunt, IReadOnlyList<TreeToRecord> trees, CancellationToken cancellation) => await WriteAsync(
        hunts =>
        {
            hunts.Record(hunt, trees);
            return true;
        },
        trees.Count,
        cancellation);

    public async ValueTask EndAsync(HuntId hunt, CancellationToken cancellation) => await WriteAsync(
        hunts =>
        {
            hunts.End(hunt);
            return true;
        },
        1,
        cancellation);

    /// <summary>A page of the hunts with how far each is, the newest first.</summary>
    /// <param name="before">Hunts older than the one of this number.</param>
    public async Task<IReadOnlyList<RecordedHunt>> ListAsync(long before, int most, CancellationToken cancellation) =>
        await ReadAsync(hunts => hunts.List(before, most), cancellation);

    public async Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) => await ReadAsync(hunts => hunts.Find(id), cancellation);

    public IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation) => Pages
        .ReadAsync(0, TreesOfAPage, after => ReadAsync(hunts => hunts.ListTrees(id, after, TreesOfAPage), cancellation), tree => tree.Number)
        .Select(tree => TreeRecordBytes.Unpack(tree.Record));

    // Unpacked by the ledger's thread: a method that waits for it costs the first `why` of a process a dozen methods to compile.
    public Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation) =>
        ReadAsync(hunts => hunts.FindTree(id, number) is { } record ? TreeRecordBytes.Unpack(record) : null, cancellation).AsTask();

    public ValueTask<IReadOnlyList<TreePlace>> FindAsync(long hunt, Ioc ioc, CancellationToken cancellation) =>
        ReadAsync(hunts => hunts.Places(hunt, TreeKeys.FingerprintOf(ioc)), cancellation);

    public IAsyncEnumerable<KeptKeys> ReadAllAsync(CancellationToken cancellation) =>
        TreeKeys.ReadAllAsync((hunt, number, most) => ReadAsync(hunts => hunts.Keys(hunt, number, most), cancellation));

    private ValueTask<T> WriteAsync<T>(Func<HuntTables, T> write, int rows, CancellationToken cancellation) =>
        _writer.CallAsync(new LedgerCall<T>(tables => write(tables.Hunts), rows, isApart: false, cancellation));

    private ValueTask<T> ReadAsync<T>(Func<HuntTables, T> read, CancellationToken cancellation) =>
        _writer.CallAsync(new LedgerCall<T>(tables => read(tables.Hunts), 1, isApart: true, cancellation));
}
