using System.Text;
using System.Text.Json;
using IocExplorer.Messages;
using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

internal sealed partial class PostgresLedger
{
    /// <summary>Places in an ask are the lower 20 bits of a turn.</summary>
    private const int MostInOneAsk = 1 << 20;

    // The columns of ask_states and read.
    private const int Place = 0;
    private const int Query = 1;
    private const int Opened = 2;
    private const int FactAt = 3;
    private const int Cut = 4;
    private const int Relations = 5;
    private const int FailedAt = 6;
    private const int Reason = 7;
    private const int RetryAt = 8;
    private const int Detail = 9;

    /// <remarks>
    /// One transaction. After each step:
    /// <list type="number">
    /// <item>ask_turn: the ask has its place behind all earlier ones.</item>
    /// <item>ask_queries: every query stands, by whomever.</item>
    /// <item>ask_lines: claimers know where to look.</item>
    /// <item>ask_open: what had no answer, and was not open, is open; perhaps also what was answered in this very moment.</item>
    /// <item>ask_take_back: the latter no more.</item>
    /// <item>ask_forget_failures: what is open has no failure.</item>
    /// <item>ask_states: what the caller is told.</item>
    /// </list>
    /// A crash at any of them leaves nothing.
    /// </remarks>
    public async ValueTask<IReadOnlyList<QueryState>> AskAsync(AskBatch batch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Queries.Count, MostInOneAsk);
        if (batch.Queries.Count == 0)
        {
            return [];
        }

        await _operations.NeedAsync(batch.Queries.Select(query => query.Operation), cancellation);
        var asked = AskedQueries.From(batch.Queries);
        var (facts, failures) = Limits(batch.Freshness);
        var opened = new List<int>();
        var states = await database.RunAsync(
            commands =>
            {
                commands.Add("ask_turn");
                commands.Add("ask_queries").With(NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Keys).With(asked.Operations)
                    .With(NpgsqlDbType.Array | NpgsqlDbType.Smallint, asked.Types).With(Bytes, asked.Values);
                commands.Add("ask_lines").With([.. asked.Operations.Distinct()]).With(batch.Hunt.Value);
                commands.Add("ask_open").With(NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Keys).With([.. Enumerable.Range(0, asked.Keys.Length)])
                    .With(batch.Hunt.Value).With(facts).With(failures).With(database.Now);
                commands.Add("ask_take_back").With(NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Keys).With(facts).With(failures);
                commands.Add("ask_forget_failures").With(NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Keys);
                commands.Add("ask_states").With(NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Keys).With(facts).With(failures);
            },
            async (reader, token) =>
            {
                // ask_turn returns a number, the writes return no rows.
                while (reader.FieldCount <= Detail)
                {
                    await reader.NextResultAsync(token);
                }

                opened.Clear();
                var states = new QueryState[asked.Keys.Length];
                while (await reader.ReadAsync(token))
                {
                    var place = (int)reader.GetInt64(Place) - 1;
                    states[place] = State(reader);
                    if (reader.GetBoolean(Opened))
                    {
                        opened.Add(asked.Operations[place]);
                    }
                }

                return states;
            },
            cancellation);
        var answered = states.Count(state => state.Answer is not null);
        meter.Asked("opened", opened.Count);
        meter.Asked("answered", answered);
        meter.Asked("waiting", states.Length - answered - opened.Count);
        hints.TellWork([.. opened.Distinct().Select(operation => _operations[operation].Source).Distinct()]);
        return [.. asked.Places.Select(place => states[place])];
    }

    public async ValueTask<IReadOnlyList<QueryState>> ReadAsync(IReadOnlyList<QueryId> ids, Freshness freshness, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (ids.Count == 0)
        {
            return [];
        }

        var (facts, failures) = Limits(freshness);
        return await database.RunAsync(
            commands => commands.Add("read").With([.. ids.Select(id => id.Value)]).With(facts).With(failures),
            async (reader, token) =>
            {
                var states = new QueryState[ids.Count];
                var read = 0;
                for (; await reader.ReadAsync(token); read++)
                {
                    states[reader.GetInt64(Place) - 1] = State(reader);
                }

                return read == ids.Count
                    ? states
                    : throw new ArgumentException($"There is no query {ids.First(id => !states.Any(state => state.Id == id)).Value}.", nameof(ids));
            },
            cancellation);
    }

    /// <summary>In Unix milliseconds.</summary>
    private static (long Facts, long Failures) Limits(Freshness freshness) =>
        (freshness.FactsSince.ToUnixTimeMilliseconds(), freshness.FailuresSince.ToUnixTimeMilliseconds());

    private QueryState State(NpgsqlDataReader reader)
    {
        var id = new QueryId(reader.GetInt64(Query));
        if (!reader.IsDBNull(FactAt))
        {
            return new(id, Fact(id.Value, reader), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(FactAt)));
        }

        if (reader.IsDBNull(FailedAt))
        {
            return new(id, null, null);
        }

        var retryAt = reader.IsDBNull(RetryAt) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(RetryAt));
        var detail = Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(Detail));
        return new(
            id,
            new Answer.NotAnswered((NotAnsweredReason)reader.GetInt16(Reason), detail, retryAt),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(FailedAt)));
    }

    private Answer Fact(long query, NpgsqlDataReader reader)
    {
        try
        {
            var relations = RelationsText.Read(reader.GetFieldValue<byte[]>(Relations));
            return relations.Count > 0 ? new Answer.Found(relations, reader.GetBoolean(Cut)) : Answer.Empty.Instance;
        }
        catch (JsonException trouble)
        {
            throw database.Trouble.Damaged(query, trouble);
        }
    }
}
