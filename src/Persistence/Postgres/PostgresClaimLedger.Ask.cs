using System.Text;
using System.Text.Json;
using IocExplorer.Messages;
using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

internal sealed partial class PostgresClaimLedger
{
    /// <summary>Places in an ask are the lower 20 bits of a turn.</summary>
    private const int MostInOneAsk = 1 << 20;

    /// <summary>For tests: awaited between the two transactions of an ask.</summary>
    internal Func<ValueTask>? Found { get; set; }

    private const NpgsqlDbType Keys = NpgsqlDbType.Array | NpgsqlDbType.Uuid;

    // The columns of ask_find and read.
    private const int Place = 0;
    private const int Query = 1;
    private const int FactAt = 2;
    private const int Cut = 3;
    private const int Relations = 4;
    private const int FailedAt = 5;
    private const int Reason = 6;
    private const int RetryAt = 7;
    private const int Detail = 8;
    private const int IsOpen = 9;

    /// <remarks>
    /// Two transactions, the second only for what has to be opened. After each step:
    /// <list type="number">
    /// <item>ask_queries, ask_find: every query stands, by whomever, and it is known which have an acceptable answer or are open. A crash here leaves
    /// queries that nobody waits for: they are rows that nothing reads until they are asked again.</item>
    /// <item>ask_turn, ask_lines: the ask has its place behind all earlier ones, claimers know where to look.</item>
    /// <item>ask_open: what had no answer is open; perhaps also what was answered since the look, or in this very moment.</item>
    /// <item>ask_take_back: the latter no more.</item>
    /// <item>ask_forget_failures: what is open has no failure.</item>
    /// </list>
    /// What others opened or answered in between is read once more.
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
        var states = new QueryState[asked.Keys.Length];
        var toOpen = await FindAsync(asked, batch.Freshness, states, cancellation);
        await (Found?.Invoke() ?? ValueTask.CompletedTask);
        var opened = toOpen.Count == 0 ? [] : await OpenAsync(asked, batch, states, toOpen, cancellation);

        // Somebody else opened these, or answered them, since they were looked for.
        var others = toOpen.Where(place => !opened.Contains(states[place].Id.Value)).ToList();
        foreach (var (place, state) in others.Zip(await ReadAsync([.. others.Select(place => states[place].Id)], batch.Freshness, cancellation)))
        {
            states[place] = state;
        }

        var answered = states.Count(state => state.Answer is not null);
        meter.Asked("opened", opened.Count);
        meter.Asked("answered", answered);
        meter.Asked("waiting", states.Length - answered - opened.Count);
        if (opened.Count > 0)
        {
            hints.TellWork([.. toOpen.Select(place => asked.Operations[place]).Distinct().Select(operation => _operations[operation].Source).Distinct()]);
        }

        return [.. asked.Places.Select(place => states[place])];
    }

    /// <summary>Gives the places of those that have no acceptable answer and are not open, sorted by query.</summary>
    private async Task<List<int>> FindAsync(AskedQueries asked, Freshness freshness, QueryState[] states, CancellationToken cancellation)
    {
        var (facts, failures) = Limits(freshness);
        var toOpen = await database.RunAsync(
            commands =>
            {
                commands.Add("ask_queries").With(Keys, asked.Keys).With(asked.Operations)
                    .With(NpgsqlDbType.Array | NpgsqlDbType.Smallint, asked.Types).With(Bytes, asked.Values);
                commands.Add("ask_find").With(Keys, asked.Keys).With(facts).With(failures);
            },
            async (reader, token) =>
            {
                var toOpen = new List<int>();
                while (await reader.ReadAsync(token))
                {
                    var place = (int)reader.GetInt64(Place) - 1;
                    states[place] = State(reader);
                    if (states[place].Answer is null && !reader.GetBoolean(IsOpen))
                    {
                        toOpen.Add(place);
                    }
                }

                return toOpen;
            },
            cancellation);
        toOpen.Sort((one, other) => states[one].Id.Value.CompareTo(states[other].Id.Value));
        return toOpen;
    }

    /// <summary>Gives the queries that this ask opened.</summary>
    private async Task<HashSet<long>> OpenAsync(AskedQueries asked, AskBatch batch, QueryState[] states, List<int> places, CancellationToken cancellation)
    {
        var (facts, failures) = Limits(batch.Freshness);
        var queries = places.ConvertAll(place => states[place].Id.Value).ToArray();
        var operations = places.ConvertAll(place => asked.Operations[place]).ToArray();
        return await database.RunAsync(
            commands =>
            {
                commands.Add("ask_turn");
                commands.Add("ask_lines").With([.. operations.Distinct()]).With(batch.Hunt.Value);
                commands.Add("ask_open").With(queries).With(operations).With([.. places]).With(batch.Hunt.Value).With(database.Now);
                commands.Add("ask_take_back").With(queries).With(facts).With(failures);
                commands.Add("ask_forget_failures").With(queries);
            },
            async (reader, token) =>
            {
                // ask_turn's number is of use within the transaction only.
                await reader.NextResultAsync(token);
                var opened = new HashSet<long>(queries.Length);
                while (await reader.ReadAsync(token))
                {
                    opened.Add(reader.GetInt64(0));
                }

                await reader.NextResultAsync(token);
                while (await reader.ReadAsync(token))
                {
                    opened.Remove(reader.GetInt64(0));
                }

                return opened;
            },
            cancellation);
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
            return FactText.Read(reader.GetFieldValue<byte[]>(Relations), reader.GetBoolean(Cut));
        }
        catch (JsonException trouble)
        {
            throw database.Trouble.Damaged(query, trouble);
        }
    }
}
