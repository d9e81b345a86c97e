using System.Text;
using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using Npgsql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The conversions that the statements of this folder share.</summary>
internal static class HuntSql
{
    public static IReadOnlyList<OperationId> Ids(int[] ids) => [.. ids.Select(id => new OperationId(id))];

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

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
}
