using System.Runtime.CompilerServices;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;
using NpgsqlTypes;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The hunts of a service, for reports. Calls throw <see cref="LedgerException"/> when the database cannot serve.</summary>
public sealed class PostgresHuntRecords(PostgresStore store) : IHuntRecords, ITreeIndex
{
    /// <summary>Hunts read in one call.</summary>
    private const int HuntsOfAPage = 100;

    /// <summary>Trees read in one call: few, because each may be large.</summary>
    private const int TreesOfAPage = 16;

    private static readonly string[] _record = [TreeFiles.RecordFormat];

    private readonly HuntStore _hunts = new(store);

    public async IAsyncEnumerable<HuntRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<HuntRecord> page;
        long? before = null;
        do
        {
            page = await ReadAsync(before, null, HuntsOfAPage, cancellation);
            foreach (var hunt in page)
            {
                before = hunt.Id;
                yield return hunt;
            }
        }
        while (page.Count == HuntsOfAPage);
    }

    public async Task<HuntRecord?> FindAsync(long id, CancellationToken cancellation) => await ReadAsync(null, id, 1, cancellation) is [var hunt] ? hunt : null;

    public async IAsyncEnumerable<TreeRecord> ReadTreesAsync(long id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<StoredTree> page;
        var after = 0;
        do
        {
            page = await _hunts.ResultsAsync(new(id), _record, after, TreesOfAPage, cancellation);
            foreach (var tree in page)
            {
                after = tree.Number;
                yield return Unpack(tree.Files!);
            }
        }
        while (page.Count == TreesOfAPage);
    }

    public async Task<TreeRecord?> FindTreeAsync(long id, int number, CancellationToken cancellation) =>
        await _hunts.ResultAsync(new(id), number, _record, cancellation) is { Files: { } files } ? Unpack(files) : null;

    public IAsyncEnumerable<TreePlace> FindAsync(long hunt, Ioc ioc, CancellationToken cancellation) => TreeKeys.FindAsync(
        ioc,
        async (after, fingerprint, most) => await store.Calls.RowsAsync(
            TreePlaces,
            [
                Parameter(hunt, NpgsqlDbType.Bigint),
                Parameter(after, NpgsqlDbType.Integer),
                Parameter(fingerprint, NpgsqlDbType.Bytea),
                Parameter(most, NpgsqlDbType.Integer),
            ],
            row => (row.GetInt32(0), row.GetFieldValue<byte[]>(1)),
            cancellation));

    public IAsyncEnumerable<KeptKeys> ReadAllAsync(CancellationToken cancellation) => TreeKeys.ReadAllAsync(
        async (hunt, number, most) => await store.Calls.RowsAsync(
            KeysPage,
            [Parameter(hunt, NpgsqlDbType.Bigint), Parameter(number, NpgsqlDbType.Integer), Parameter(most, NpgsqlDbType.Integer)],
            row => new KeptKeys(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2)),
            cancellation));

    private static TreeRecord Unpack(TreeFiles files) => TreeRecordBytes.Unpack(files.ByFormat[TreeFiles.RecordFormat]);

    private ValueTask<IReadOnlyList<HuntRecord>> ReadAsync(long? before, long? id, int most, CancellationToken cancellation) => store.Calls.RowsAsync(
        HuntRecords,
        [Maybe(before, NpgsqlDbType.Bigint), Maybe(id, NpgsqlDbType.Bigint), Parameter(most, NpgsqlDbType.Integer)],
        row => new HuntRecord(
            row.GetInt64(0),
            row.GetString(1),
            Time(row.GetInt64(2)),
            row.IsDBNull(3) ? null : Time(row.GetInt64(3)),
            row.GetInt16(4),
            Rules(row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5)),
            row.GetInt32(6)),
        cancellation);
}
