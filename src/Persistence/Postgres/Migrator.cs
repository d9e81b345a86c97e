using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// Brings a schema to the newest version, or refuses it without changing anything. Any number of processes may do so at once: one does, the others wait.
/// Our own: numbered SQL files in one transaction under a lock are less than a migration package with its own tables and settings.
/// </summary>
internal static class Migrator
{
    /// <exception cref="LedgerException">Set up by a newer program; or the database is not available.</exception>
    public static async Task MigrateAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        // Without the lock: most starts find everything done.
        if (await FindAsync(database, cancellation) < SqlFiles.Postgres.Migrations.Count)
        {
            await CatchUpAsync(database, cancellation);
        }
    }

    private static async Task<int> FindAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        try
        {
            var found = await database.RunAsync(batch => batch.Add("schema_version_max"), NumberAsync, cancellation);
            return Known(database, found);
        }
        catch (LedgerException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return 0;
        }
    }

    /// <summary>All that is missing, in one transaction: a crash in the middle leaves the schema at the version it had.</summary>
    private static async Task CatchUpAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await RunAsync(connection, SqlFiles.Postgres.Read("schema_limits"), cancellation);
            await RunAsync(connection, SqlFiles.Postgres.Read("schema_lock"), cancellation);
            await RunAsync(connection, SqlFiles.Postgres.Read("schema_versions"), cancellation);
            var found = Known(database, await VersionAsync(connection, cancellation));
            foreach (var (version, sql) in SqlFiles.Postgres.Migrations.Skip(found))
            {
                await RunAsync(connection, sql, cancellation);
                await using var note = new NpgsqlCommand(SqlFiles.Postgres.Read("schema_version_insert"), connection);
                note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
                await note.ExecuteNonQueryAsync(cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }
        catch (Exception error) when (database.Errors.Translate(error) is { } said)
        {
            throw said;
        }
    }

    private static int Known(PostgresDatabase database, int found) => found <= SqlFiles.Postgres.Migrations.Count
        ? found
        : throw database.Errors.NewerSchema(found, SqlFiles.Postgres.Migrations.Count);

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlFiles.Postgres.Read("schema_version_max"), connection);
        return await command.ExecuteScalarAsync(cancellation) is int version ? version : 0;
    }

    private static async Task<int> NumberAsync(NpgsqlDataReader reader, CancellationToken cancellation) =>
        await reader.ReadAsync(cancellation) && !reader.IsDBNull(0) ? reader.GetInt32(0) : 0;

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
