using System.Collections.Concurrent;
using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>The operations that were ever registered, as far as this process has read them.</summary>
internal sealed class OperationRegistry(PostgresDatabase database)
{
    private readonly ConcurrentDictionary<int, Operation> _known = [];

    public bool IsKnown(OperationId id) => _known.ContainsKey(id.Value);

    public Operation this[int id] => _known[id];

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
                    .With(distinct.Select(operation => operation.Key).ToArray())
                    .With(distinct.Select(operation => operation.Source).ToArray())
                    .With(distinct.Select(operation => operation.Name).ToArray())
                    .With(distinct.Select(operation => operation.Shape).ToArray())
                    .With(distinct.Select(operation => string.Join(',', operation.Accepts.Select(type => (int)type))).ToArray())
                    .With(distinct.Select(operation => operation.IsExternal).ToArray());
                batch.Add("operation_all");
            },
            LearnAsync,
            cancellation);
        var byKey = _known.ToDictionary(known => known.Value.Key, known => new OperationId(known.Key));
        return [.. operations.Select(operation => byKey[operation.Key])];
    }

    private static (OperationId Id, Operation Operation) Read(NpgsqlDataReader reader) => (
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
