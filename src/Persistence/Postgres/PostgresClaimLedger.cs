using IocExplorer.Messages;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

/// <summary>The ledger that all nodes of a cluster share, in PostgreSQL. Made by <see cref="PostgresStore"/>.</summary>
/// <remarks>
/// Each call is one round trip and one transaction (a claim: two or more, one each look), whatever the size of its batch. Nothing is kept in memory that
/// another node could change. READ COMMITTED throughout: the statements say which race they close and how.
/// </remarks>
internal sealed partial class PostgresClaimLedger(
    PostgresDatabase database, ClusterNode node, PostgresHints hints, LedgerMeter meter, TimeProvider time) : IClaimLedger
{
    private readonly OperationBook _operations = new(database);

    public ILedgerHints Hints => hints;

    public OperationBook Operations => _operations;

    public async ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        await RegisterAsync([.. operations.Select((operation, position) => (operation, position))], cancellation);

    public async ValueTask<IReadOnlyList<OperationId>> RegisterAsync(
        IReadOnlyList<(Operation Operation, int Position)> operations, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (operations.Count == 0)
        {
            return [];
        }

        var ids = await _operations.RegisterAsync([.. operations.Select(offer => offer.Operation)], cancellation);
        await node.OfferAsync([.. ids.Zip(operations, (id, offer) => (id, offer.Operation, offer.Position))], cancellation);
        return ids;
    }

    public async ValueTask<IReadOnlyDictionary<string, int>> BacklogAsync(CancellationToken cancellation)
    {
        var counts = await database.RunAsync(
            batch => batch.Add("backlog"),
            async (reader, token) =>
            {
                var counts = new List<(int Operation, int Count)>();
                while (await reader.ReadAsync(token))
                {
                    counts.Add((reader.GetInt32(0), reader.GetInt32(1)));
                }

                return counts;
            },
            cancellation);
        if (!_operations.HasRegistered)
        {
            // A coordinator asks nothing itself and sees it all.
            await _operations.NeedAsync(counts.Select(count => new OperationId(count.Operation)), cancellation);
        }

        return counts.Where(count => !_operations.HasRegistered || _operations.IsRegistered(count.Operation))
            .GroupBy(count => _operations[count.Operation].Source)
            .ToDictionary(source => source.Key, source => source.Sum(count => count.Count));
    }

    /// <summary>The store ends, not the ledger.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private const NpgsqlDbType Bytes = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
}
