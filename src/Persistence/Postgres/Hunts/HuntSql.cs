using System.Text;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The statements of this folder, read once, and the few conversions that they share.</summary>
internal static class HuntSql
{
    public static readonly string HuntByKey = Read("hunt_by_key");
    public static readonly string HuntDelete = Read("hunt_delete");
    public static readonly string HuntFind = Read("hunt_find");
    public static readonly string HuntInsert = Read("hunt_insert");
    public static readonly string HuntList = Read("hunt_list");
    public static readonly string HuntLoad = Read("hunt_load");
    public static readonly string HuntSnapshot = Read("hunt_moment");
    public static readonly string HuntPin = Read("hunt_pin");
    public static readonly string HuntRecord = Read("hunt_record");
    public static readonly string TreePlaces = Read("tree_places");
    public static readonly string HuntRetry = Read("hunt_retry");
    public static readonly string HuntUpdate = Read("hunt_update");
    public static readonly string HuntsOpen = Read("hunts_open");
    public static readonly string KeysPage = Read("tree_keys");
    public static readonly string ReportFind = Read("report_find");
    public static readonly string ReportKeep = Read("report_keep");
    public static readonly string ResultFind = Read("result_find");
    public static readonly string ResultsPage = Read("results_page");
    public static readonly string SeedsPage = Read("seeds_page");
    public static readonly string TalliesPage = Read("tallies_page");
    public static readonly string TokenDelete = Read("token_delete");
    public static readonly string TokenHashes = Read("token_hashes");
    public static readonly string TokenInsert = Read("token_insert");
    public static readonly string Tokens = Read("token_list");
    public static readonly string TreesEnded = Read("trees_ended");
    public static readonly string TreesInsert = Read("trees_insert");
    public static readonly string TreesPage = Read("trees_page");
    public static readonly string TreesRecord = Read("trees_record");

    public static IReadOnlyList<OperationId> Ids(int[] ids) => [.. ids.Select(id => new OperationId(id))];

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A value; its own type says that of the column: a bigint for a long, an array of integers for an int[].</summary>
    public static NpgsqlParameter Parameter<T>(T value)
        where T : notnull => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>A value or null, which has no type of its own.</summary>
    public static NpgsqlParameter Maybe(long? value) => Maybe(NpgsqlDbType.Bigint, value);

    /// <inheritdoc cref="Maybe(long?)"/>
    public static NpgsqlParameter Maybe(short? value) => Maybe(NpgsqlDbType.Smallint, value);

    /// <inheritdoc cref="Maybe(long?)"/>
    public static NpgsqlParameter Maybe(string? value) => Maybe(NpgsqlDbType.Text, value);

    /// <summary>A row of hunt_find, hunt_list or hunt_moment.</summary>
    public static HuntView Hunt(NpgsqlDataReader row)
    {
        var (trees, open, exploring) = (row.GetInt32(9), row.GetInt32(13), row.GetInt32(18));
        return new()
        {
            Id = row.GetInt64(0),
            Name = row.GetString(1),
            SubmittedBy = row.GetString(2),
            State = (HuntState)row.GetInt16(3),
            SubmittedAt = Time(row.GetInt64(4)),
            EndedAt = row.IsDBNull(5) ? null : Time(row.GetInt64(5)),
            Depth = row.GetInt16(6),
            Plain = row.GetBoolean(7),
            FactsSince = Time(row.GetInt64(8)),
            Seeds = trees,
            Duplicates = row.GetInt32(10),
            BadLines = row.GetInt32(11),
            FirstBadLines = BadSeedLines.Read(row.GetFieldValue<byte[]>(12)),
            Trees = new(open - exploring, exploring, row.GetInt32(14), row.GetInt32(15), row.GetInt32(16)),
            Nodes = row.GetInt64(17),
        };
    }

    /// <summary>What a hunt follows and sends; null for a hunt of a version without rules.</summary>
    public static HuntRules Rules(byte[]? json) => json is null ? new() : JsonSerializer.Deserialize(json, ServiceJson.Default.HuntRules)!;

    private static NpgsqlParameter Maybe(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static string Read(string name) => SqlFiles.Postgres.Read($"Hunts/{name}");
}
