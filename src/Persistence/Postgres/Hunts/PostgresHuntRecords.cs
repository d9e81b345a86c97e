using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The hunts of a service, for reports. Calls throw <see cref="LedgerException"/> when the database cannot serve.</summary>
public sealed class PostgresHuntRecords(PostgresStore store) : IHuntRecords, ITreeIndex
{
    /// <summary>Trees read in one call: few, because each may be large.</summary>
    private const int TreesOfAPage = 16;

    private static readonly string[] _record = [TreeFiles.RecordFormat];

    private readonly HuntStore _hunts = new(store);

    public async Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) => await store.Access.FirstAsync(
        batch => batch.Add("Hunts/hunt_record").With(id),
        row => new HuntRecord(
            row.GetInt64(0),
            row.GetString(1),
            Time(row.GetInt64(2)),
            row.IsDBNull(3) ? null : Time(row.GetInt64(3)),
            row.GetInt16(4),
            Rules(row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5)),
            row.GetInt32(6)),
        cancellation);

    public IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, CancellationToken cancellation) => Pages
        .ReadAsync(0, TreesOfAPage, after => _hunts.ResultsAsync(new(id), _record, after, TreesOfAPage, cancellation), tree => tree.Number)
        .Select(tree => Unpack(tree.Files!));

    public async Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation) =>
        await _hunts.ResultAsync(new(id), number, _record, cancellation) is { Files: { } files } ? Unpack(files) : null;

    public async ValueTask<IReadOnlyList<TreePlace>> FindAsync(long hunt, Ioc ioc, CancellationToken cancellation)
    {
        var fingerprint = TreeKeys.FingerprintOf(ioc);
        return TreeKeys.NearestFirst(await store.Access.RowsAsync(
            batch => batch.Add("Hunts/tree_places").With(hunt).With(fingerprint),
            row => TreeKeys.PlaceIn(row.GetInt32(0), row.GetFieldValue<byte[]>(1), fingerprint),
            cancellation));
    }

    public IAsyncEnumerable<KeptKeys> ReadAllAsync(CancellationToken cancellation) => TreeKeys.ReadAllAsync(
        (hunt, number, most) => store.Access.RowsAsync(
            batch => batch.Add("Hunts/tree_keys").With(hunt).With(number).With(most),
            row => new KeptKeys(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2)),
            cancellation));

    private static TreeRecord Unpack(TreeFiles files) => TreeRecordBytes.Unpack(files.ByFormat[TreeFiles.RecordFormat]);
}
