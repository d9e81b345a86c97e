using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

internal sealed partial class LedgerTables
{
    // The columns of ask_find and read.
    private const int Id = 0;
    private const int State = 1;
    private const int Turn = 2;
    private const int FactAt = 3;
    private const int Cut = 4;
    private const int Relations = 5;
    private const int FailedAt = 6;
    private const int FailureReason = 7;
    private const int RetryAt = 8;
    private const int FailureDetail = 9;

    private const long Open = 1;
    private const long Failed = 3;

    private readonly Statement _find;
    private readonly Statement _insert;
    private readonly Statement _reopen;
    private readonly Statement _read;

    public IReadOnlyList<QueryState> Ask(AskBatch batch)
    {
        foreach (var query in batch.Queries)
        {
            if (!_backlog.Has(query.Operation))
            {
                throw new ArgumentException($"Operation {query.Operation.Value} is not registered.", nameof(batch));
            }
        }

        // The clock is read so that no answer to this ask will be stamped earlier, see LedgerClock.
        _clock.Now();
        var states = new QueryState[batch.Queries.Count];
        var limits = new Limits(batch.Freshness);
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = Ask(batch.Queries[i], batch.Hunt.Value, limits);
        }

        return states;
    }

    public IReadOnlyList<QueryState> Read(IReadOnlyList<QueryId> ids, Freshness freshness)
    {
        var states = new QueryState[ids.Count];
        var limits = new Limits(freshness);
        for (var i = 0; i < states.Length; i++)
        {
            using var rows = _read.Bind(1, ids[i].Value).Rows();
            if (!rows.Next())
            {
                throw new ArgumentException($"There is no query {ids[i].Value}.", nameof(ids));
            }

            states[i] = Standing(_read, limits) ?? new(ids[i], null, null);
        }

        return states;
    }

    private QueryState Ask(QueryToAsk query, long hunt, Limits limits)
    {
        var row = _keys.TryFind(query, out var id)
            ? _read.Bind(1, id)
            : _find.Bind(1, query.Operation.Value).Bind(2, query.Ioc.Value).Bind(3, (int)query.Ioc.Type);
        bool isNew;
        using (var rows = row.Rows())
        {
            isNew = !rows.Next();
            if (!isNew)
            {
                if (Standing(row, limits) is { } answered)
                {
                    return answered;
                }

                id = row.Number(Id);
                if (row.Number(State) == Open && row.Number(Turn) > _standsAside)
                {
                    return new(new(id), null, null);
                }
            }
        }

        if (isNew)
        {
            _insert.Bind(1, query.Operation.Value).Bind(2, (int)query.Ioc.Type).Bind(3, query.Ioc.Value).Bind(4, hunt).Bind(5, ++_lastTurn).Run();
            id = _database.LastInsertedId;
            _keys.Add(query, id);
            _changes.Inserted.Add(query);
        }
        else
        {
            _reopen.Bind(1, id).Bind(2, hunt).Bind(3, ++_lastTurn).Run();
        }

        _changes.Open(query.Operation.Value, hunt);
        return new(new(id), null, null);
    }

    /// <summary>The answer that stands and is young enough; null when there is none.</summary>
    private QueryState? Standing(Statement row, Limits limits)
    {
        if (row.NumberOrNull(FactAt) is { } factAt && factAt >= limits.Facts)
        {
            return new(new(row.Number(Id)), Fact(row), DateTimeOffset.FromUnixTimeMilliseconds(factAt));
        }

        if (row.Number(State) == Failed && row.Number(FailedAt) >= limits.Failures)
        {
            var retryAt = row.NumberOrNull(RetryAt) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null;
            var failure = new Answer.NotAnswered((NotAnsweredReason)row.Number(FailureReason), row.Text(FailureDetail), retryAt);
            return new(new(row.Number(Id)), failure, DateTimeOffset.FromUnixTimeMilliseconds(row.Number(FailedAt)));
        }

        return null;
    }

    private Answer Fact(Statement row)
    {
        try
        {
            return FactText.Read(row.Utf8(Relations), row.Number(Cut) != 0);
        }
        catch (JsonException trouble)
        {
            throw Damaged(row.Number(Id), trouble);
        }
    }

    /// <summary><see cref="Freshness"/> in Unix milliseconds.</summary>
    private readonly record struct Limits(long Facts, long Failures)
    {
        public Limits(Freshness freshness)
            : this(freshness.FactsSince.ToUnixTimeMilliseconds(), freshness.FailuresSince.ToUnixTimeMilliseconds())
        {
        }
    }
}
