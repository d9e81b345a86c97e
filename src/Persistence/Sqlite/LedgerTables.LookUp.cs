using System.Text.Json;

namespace IocExplorer.Persistence.Sqlite;

internal sealed partial class LedgerTables
{
    // The columns of answer_find and answer_read.
    private const int Id = 0;
    private const int FactAt = 1;
    private const int FailedAt = 2;
    private const int Cut = 3;
    private const int FailureReason = 4;
    private const int RetryAt = 5;
    private const int FailureDetail = 6;
    private const int Relations = 7;

    private readonly Statement _find;
    private readonly Statement _read;

    /// <summary>Only between transactions.</summary>
    public IReadOnlyList<RecordedAnswer?> LookUp(IReadOnlyList<Query> queries, Freshness freshness)
    {
        // Read so that whatever is recorded after this look is not stamped earlier than it.
        _clock.Now();
        var (factsSince, failuresSince) = (freshness.FactsSince.ToUnixTimeMilliseconds(), freshness.FailuresSince.ToUnixTimeMilliseconds());
        var answers = new RecordedAnswer?[queries.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var statement = Find(Normal(queries[i]));
            using var rows = statement.Rows();
            if (rows.Next())
            {
                answers[i] = Standing(statement, factsSince, failuresSince);
            }
        }

        return answers;
    }

    /// <summary>The query as the file has it.</summary>
    private static Query Normal(Query query) => query with { Ioc = query.Ioc with { Value = Utf16.WholePairs(query.Ioc.Value) } };

    /// <summary>A statement that will give the query's row, if it has one.</summary>
    private Statement Find(Query query) => _keys.TryFind(query, out var id)
        ? _read.Bind(1, id)
        : _find.Bind(1, query.Operation.Value).Bind(2, query.Ioc.Value).Bind(3, (int)query.Ioc.Type);

    /// <summary>What stands and is young enough; null when nothing is.</summary>
    private RecordedAnswer? Standing(Statement row, long factsSince, long failuresSince)
    {
        if (row.NumberOrNull(FactAt) is { } factAt && factAt >= factsSince)
        {
            _clock.Meet(factAt);
            return new(Fact(row), DateTimeOffset.FromUnixTimeMilliseconds(factAt));
        }

        if (row.NumberOrNull(FailedAt) is { } failedAt && failedAt >= failuresSince)
        {
            _clock.Meet(failedAt);
            var retryAt = row.NumberOrNull(RetryAt) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
            var failure = new Answer.NotAnswered((NotAnsweredReason)row.Number(FailureReason), row.Text(FailureDetail), retryAt);
            return new(failure, DateTimeOffset.FromUnixTimeMilliseconds(failedAt));
        }

        return null;
    }

    private Answer Fact(Statement row)
    {
        try
        {
            return FactText.Read(row.Utf8(Relations), row.Number(Cut) != 0);
        }
        catch (JsonException error)
        {
            throw Damaged(row.Number(Id), error);
        }
    }
}
