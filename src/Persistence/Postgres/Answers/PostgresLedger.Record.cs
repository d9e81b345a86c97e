using Npgsql;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres.Answers;

internal sealed partial class PostgresLedger
{
    private const NpgsqlDbType Bytes = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    private const NpgsqlDbType Smallints = NpgsqlDbType.Array | NpgsqlDbType.Smallint;

    /// <remarks>
    /// One transaction; tables are touched in the order queries, facts, failures, and rows of each in one order, so that batches that overlap wait
    /// for each other and not in a circle. (A circle is left for failures that appear between the two looks at them; the database finds it, and the
    /// call is made again.)
    /// <list type="number">
    /// <item>record_queries, record_numbers: every query stands, by whomever, and its number is known.</item>
    /// <item>record_facts: the facts are written, or wait for a concurrent transaction that records the same query and are written after it.</item>
    /// <item>record_lock_failures, record_end_failures: what was not answered before and is now, has failed no more.</item>
    /// <item>record_failures: the failures stand beside whatever fact there is.</item>
    /// </list>
    /// A crash in between leaves nothing behind.
    /// </remarks>
    public async ValueTask<IReadOnlyList<DateTimeOffset>> RecordAsync(IReadOnlyList<AnswerToRecord> answers, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        AnswersToRecord.Validate(answers);
        if (answers.Count == 0)
        {
            return [];
        }

        await _operations.NeedAsync(answers.Select(answer => answer.Query.Operation), cancellation);
        var recorded = RecordedBatch.From(answers);
        var times = await _database.RunAsync(
            batch => Fill(batch, recorded), (reader, token) => ReadTimesAsync(reader, recorded, token), cancellation);
        foreach (var time in times)
        {
            _newest.Meet(time);
        }

        return Array.ConvertAll(recorded.Rows, row => DateTimeOffset.FromUnixTimeMilliseconds(times[row]));
    }

    private void Fill(NpgsqlBatch batch, RecordedBatch recorded)
    {
        var (queries, facts, failures, _) = recorded;
        batch.Add("Answers/record_queries").With(Keys, queries.Keys).With(queries.Operations)
            .With(Smallints, queries.Types).With(Bytes, queries.Values);
        batch.Add("Answers/record_numbers").With(Keys, queries.Keys);
        if (facts.Keys.Count > 0)
        {
            batch.Add("Answers/record_facts").With(Keys, facts.Keys).With(Bytes, facts.Relations)
                .With(NpgsqlDbType.Array | NpgsqlDbType.Boolean, facts.Cut).With(_database.Now).With(_newest.Value);
        }

        batch.Add("Answers/record_lock_failures").With(Keys, queries.Keys);
        if (facts.Keys.Count > 0)
        {
            batch.Add("Answers/record_end_failures").With(Keys, facts.Keys);
        }

        if (failures.Keys.Count > 0)
        {
            batch.Add("Answers/record_failures").With(Keys, failures.Keys).With(Smallints, failures.Reasons)
                .With(NpgsqlDbType.Array | NpgsqlDbType.Bigint, failures.RetryAt).With(Bytes, failures.Details)
                .With(_database.Now).With(_newest.Value);
        }
    }

    /// <summary>When each row of the queries was recorded.</summary>
    private static async Task<long[]> ReadTimesAsync(NpgsqlDataReader reader, RecordedBatch recorded, CancellationToken cancellation)
    {
        // A statement that returns no rows at all (insert, delete) gives no result to stand on.
        var rowOf = new Dictionary<long, int>(recorded.Queries.Keys.Length);
        while (await reader.ReadAsync(cancellation))
        {
            rowOf.Add(reader.GetInt64(1), (int)reader.GetInt64(0) - 1);
        }

        var times = new long[recorded.Queries.Keys.Length];
        if (recorded.Facts.Keys.Count > 0)
        {
            await reader.NextResultAsync(cancellation);
            await ReadTimesAsync(reader, rowOf, times, cancellation);
        }

        // What record_lock_failures found.
        await reader.NextResultAsync(cancellation);
        if (recorded.Failures.Keys.Count > 0)
        {
            await reader.NextResultAsync(cancellation);
            await ReadTimesAsync(reader, rowOf, times, cancellation);
        }

        return times;
    }

    private static async Task ReadTimesAsync(
        NpgsqlDataReader reader, Dictionary<long, int> rowOf, long[] times, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            times[rowOf[reader.GetInt64(0)]] = reader.GetInt64(1);
        }
    }
}
