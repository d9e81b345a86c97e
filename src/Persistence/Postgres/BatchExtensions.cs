using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

/// <summary>Fills batches with statements of the .sql files and their parameters, by place.</summary>
internal static class BatchExtensions
{
    /// <summary>Adds the statement <c>Postgres/NAME.sql</c>.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string name)
    {
        var command = new NpgsqlBatchCommand(SqlFiles.Postgres.Read(name));
        batch.BatchCommands.Add(command);
        return command;
    }

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, long? value) => command.With(NpgsqlDbType.Bigint, value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, string value) => command.With(NpgsqlDbType.Text, value);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, int[] values) => command.With(NpgsqlDbType.Array | NpgsqlDbType.Integer, values);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, string[] values) => command.With(NpgsqlDbType.Array | NpgsqlDbType.Text, values);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return command;
    }
}
