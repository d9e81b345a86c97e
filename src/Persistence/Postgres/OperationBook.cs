using System.Collections.Concurrent;
using IocExplorer.Messages;
using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>The operations that were ever registered, as far as this process has read them, and which of them it registered itself.</summary>
internal sealed class OperationBook(PostgresDatabase database)
{
    private readonly ConcurrentDictionary<int, Operation> _known = [];
    private readonly ConcurrentDictionary<int, bool> _registered = [];

    public bool IsKnown(OperationId id) => _known.ContainsKey(id.Value);

    public bool IsRegistered(int id) => _registered.ContainsKey(id);

    public bool HasRegistered => !_registered.IsEmpty;

    public IEnumerable<string> RegisteredSources => _registered.Keys.Select(id => _known[id].Source).Distinct();

    public Operation this[int id] => _known[id];

    /// <summary>The operations of a source that this process can ask.</summary>
    public int[] Claimable(string source, IReadOnlyList<OperationId> except) =>
        [.. _registered.Keys.Where(id => _known[id].Source == source && !except.Contains(new OperationId(id))).Order()];

    /// <summary>The operations with these numbers, read again when one is not known.</summary>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public async ValueTask NeedAsync(IEnumerable<OperationId> ids, CancellationToken cancellation)
    {
        var missing = ids.Where(id => !IsKnown(id)).Distinct().ToList();
        if (missing.Count > 0)
        {
            await database.RunAsync(batch => batch.Add("operation_all"), LearnAsync, cancellation);
            if (missing.Find(id => !IsKnown(id)) is { Value: not 0 } unknown)
            {
                throw new ArgumentException($"Operation {unknown.Value} is not registered.", nameof(ids));
            }
        }
    }

    /// <summary>Gives each its number, the same one for the same key.</summary>
    public async Task<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation)
    {
        var distinct = operations.DistinctBy(operation => operation.Key).ToList();
        await database.RunAsync(
            batch =>
            {
                batch.Add("operation_insert")
                    .With([.. distinct.Select(operation => operation.Key)])
                    .With([.. distinct.Select(operation => operation.Source)])
                    .With([.. distinct.Select(operation => operation.Name)])
                    .With([.. distinct.Select(operation => operation.Shape)])
                    .With([.. distinct.Select(operation => string.Join(',', operation.Accepts.Select(type => (int)type)))])
                    .With(NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Boolean, distinct.Select(operation => operation.LeavesTheHouse).ToArray());
                batch.Add("operation_all");
            },
            LearnAsync,
            cancellation);
        var byKey = _known.ToDictionary(known => known.Value.Key, known => new OperationId(known.Key));
        var ids = operations.Select(operation => byKey[operation.Key]).ToList();
        foreach (var id in ids)
        {
            _registered[id.Value] = true;
        }

        return ids;
    }

    /// <summary>Reads the columns of operation_all, which offers_all begins with.</summary>
    public static (OperationId Id, Operation Operation) Read(NpgsqlDataReader reader) => (
        new(reader.GetInt32(0)),
        new(
            reader.GetString(1), reader.GetString(2), reader.GetString(3), [.. reader.GetFieldValue<short[]>(4).Select(type => (IocType)type)],
            reader.GetBoolean(5)));

    private async Task<bool> LearnAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        do
        {
            while (await reader.ReadAsync(cancellation))
            {
                var (id, operation) = Read(reader);
                _known[id.Value] = operation;
            }
        }
        while (await reader.NextResultAsync(cancellation));
        return true;
    }
}
