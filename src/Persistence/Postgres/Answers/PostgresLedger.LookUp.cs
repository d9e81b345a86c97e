using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres.Answers;

internal sealed partial class PostgresLedger
{
    private const NpgsqlDbType Keys = NpgsqlDbType.Array | NpgsqlDbType.Uuid;

    // The columns of lookup.
    private const int Place = 0;
    private const int Number = 1;
    private const int FactAt = 2;
    private const int Cut = 3;
    private const int Relations = 4;
    private const int FailedAt = 5;
    private const int Reason = 6;
    private const int RetryAt = 7;
    private const int Detail = 8;

    public async ValueTask<IReadOnlyList<RecordedAnswer?>> LookUpAsync(
        IReadOnlyList<Query> queries, Freshness freshness, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (queries.Count == 0)
        {
            return [];
        }

        var rowOf = new Dictionary<Guid, int>(queries.Count);
        var rows = new int[queries.Count];
        for (var at = 0; at < rows.Length; at++)
        {
            var key = QueryKey.Of(queries[at]);
            if (!rowOf.TryGetValue(key, out rows[at]))
            {
                rowOf.Add(key, rows[at] = rowOf.Count);
            }
        }

        var keys = rowOf.Keys.ToArray();
        var standing = await _database.RunAsync(
            batch =>
            {
                batch.Add("Answers/lookup").With(Keys, keys)
                    .With(freshness.FactsSince.ToUnixTimeMilliseconds()).With(freshness.FailuresSince.ToUnixTimeMilliseconds());
                if (_database.Now is null)
                {
                    batch.Add("Answers/clock");
                }
            },
            async (reader, token) =>
            {
                var standing = new RecordedAnswer?[keys.Length];
                while (await reader.ReadAsync(token))
                {
                    standing[reader.GetInt64(Place) - 1] = Read(reader);
                }

                await MeetClockAsync(reader, token);
                return standing;
            },
            cancellation);
        return Array.ConvertAll(rows, row => standing[row]);
    }

    private async Task MeetClockAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        if (_database.Now is { } now)
        {
            _newest.Meet(now);
        }
        else if (await reader.NextResultAsync(cancellation) && await reader.ReadAsync(cancellation))
        {
            _newest.Meet(reader.GetInt64(0));
        }
    }

    private RecordedAnswer Read(NpgsqlDataReader reader)
    {
        var isFact = !reader.IsDBNull(FactAt);
        var at = reader.GetInt64(isFact ? FactAt : FailedAt);
        _newest.Meet(at);
        return new(isFact ? Fact(reader) : Failure(reader), DateTimeOffset.FromUnixTimeMilliseconds(at));
    }

    private static Answer.NotAnswered Failure(NpgsqlDataReader reader) => new(
        (NotAnsweredReason)reader.GetInt16(Reason),
        Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(Detail)),
        reader.IsDBNull(RetryAt) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(RetryAt)));

    private Answer Fact(NpgsqlDataReader reader)
    {
        try
        {
            return FactText.Read(reader.GetFieldValue<byte[]>(Relations), reader.GetBoolean(Cut));
        }
        catch (JsonException error)
        {
            throw _database.Errors.Damaged(reader.GetInt64(Number), error);
        }
    }
}
