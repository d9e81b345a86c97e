using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>Runs single statements, each in a transaction of its own.</summary>
/// <remarks>Calls throw <see cref="LedgerException"/> when the database cannot serve.</remarks>
internal sealed class PostgresCalls(PostgresDatabase database)
{
    /// <summary>The time to give to a statement, in Unix milliseconds; null for the database's clock.</summary>
    public long? Now => database.Now;

    /// <summary>The first row; default when there is none.</summary>
    public async ValueTask<T?> FirstAsync<T>(
        string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T?> read, CancellationToken cancellation) => await database.RunAsync(
        batch => Add(batch, sql, parameters),
        async (row, token) => await row.ReadAsync(token) ? read(row) : default,
        cancellation);

    public async ValueTask<IReadOnlyList<T>> RowsAsync<T>(
        string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) => await database.RunAsync(
        batch => Add(batch, sql, parameters),
        async (row, token) =>
        {
            var rows = new List<T>();
            while (await row.ReadAsync(token))
            {
                rows.Add(read(row));
            }

            return rows;
        },
        cancellation);

    /// <summary>Several statements in one transaction.</summary>
    public async ValueTask<T> BatchAsync<T>(
        IReadOnlyList<(string Sql, IReadOnlyList<NpgsqlParameter> Parameters)> statements,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation) => await database.RunAsync(
        batch =>
        {
            foreach (var (sql, parameters) in statements)
            {
                Add(batch, sql, parameters);
            }
        },
        read,
        cancellation);

    private static void Add(NpgsqlBatch batch, string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            // A batch may be run more than once, and a parameter belongs to one command.
            command.Parameters.Add(parameter.Clone());
        }

        batch.BatchCommands.Add(command);
    }
}
