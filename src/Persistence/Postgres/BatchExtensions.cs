using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

/// <summary>Fills batches with statements of the .sql files and their parameters, by place, and runs them.</summary>
internal static class BatchExtensions
{
    /// <summary>Adds the statement <c>Postgres/NAME.sql</c>.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string name)
    {
        var command = new NpgsqlBatchCommand(SqlFiles.Postgres.Read(name));
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>A value; its own type says that of the column: a bigint for a long, an array of integers for an int[].</summary>
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
        where T : notnull
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>A value or null, which has no type of its own.</summary>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, long? value) => command.With(NpgsqlDbType.Bigint, value);

    /// <inheritdoc cref="With(NpgsqlBatchCommand, long?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, short? value) => command.With(NpgsqlDbType.Smallint, value);

    /// <inheritdoc cref="With(NpgsqlBatchCommand, long?)"/>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, string? value) => command.With(NpgsqlDbType.Text, value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Runs a batch in one round trip and one transaction.</summary>
    /// <param name="read">Reads the results, standing on the first; what it leaves is read over.</param>
    public static async Task<T> RunAsync<T>(
        this NpgsqlDataSource source, Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        fill(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var result = await read(reader, cancellation);

        // The transaction is committed when the last result was read; an error of any statement comes here at the latest.
        while (await reader.NextResultAsync(cancellation))
        {
        }

        return result;
    }

    /// <summary>All rows of the current result.</summary>
    public static async Task<IReadOnlyList<T>> RowsAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
