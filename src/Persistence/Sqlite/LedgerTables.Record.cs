namespace IocExplorer.Persistence.Sqlite;

internal sealed partial class LedgerTables
{
    private readonly Statement _insert;
    private readonly Statement _replaceFact;
    private readonly Statement _replaceFailure;
    private readonly Dictionary<Query, int> _lastOf = [];

    /// <summary>Within a transaction.</summary>
    public IReadOnlyList<DateTimeOffset> Record(IReadOnlyList<AnswerToRecord> answers)
    {
        _lastOf.Clear();
        for (var i = 0; i < answers.Count; i++)
        {
            var query = answers[i].Query;
            if (!_operations.Contains(query.Operation.Value))
            {
                throw new ArgumentException($"Operation {query.Operation.Value} is not registered.", nameof(answers));
            }

            _lastOf[Normal(query)] = i;
        }

        var now = _clock.Now();
        var times = new DateTimeOffset[answers.Count];
        Array.Fill(times, DateTimeOffset.FromUnixTimeMilliseconds(now));
        foreach (var (query, last) in _lastOf)
        {
            times[last] = DateTimeOffset.FromUnixTimeMilliseconds(Write(query, answers[last].Answer, now));
        }

        if (_lastOf.Count < answers.Count)
        {
            // What came earlier in the batch gets the time of what counts.
            for (var i = 0; i < times.Length; i++)
            {
                times[i] = times[_lastOf[Normal(answers[i].Query)]];
            }
        }

        return times;
    }

    /// <summary>Gives when it counts as recorded: now, or when the one before was, if a process whose clock was ahead recorded that.</summary>
    private long Write(Query query, Answer answer, long now)
    {
        long? id = null;
        var at = now;
        var row = Find(query);
        using (var rows = row.Rows())
        {
            if (rows.Next())
            {
                id = row.Number(Id);
                at = Math.Max(at, row.Number(answer.IsAnswered ? FactAt : FailedAt));
                _clock.Meet(at);
            }
        }

        switch (answer)
        {
            case Answer.Fact fact:
                WriteFact(query, id, _facts.Write(fact), fact is Answer.Found { Cut: true }, at);
                break;
            case Answer.NotAnswered failure:
                WriteFailure(query, id, failure, at);
                break;
            default:
                throw new ArgumentException($"No such answer: {answer}.", nameof(answer));
        }

        return at;
    }

    private void WriteFact(Query query, long? id, ReadOnlySpan<byte> relations, bool cut, long at)
    {
        if (id is { } known)
        {
            _replaceFact.Bind(1, known).Bind(2, at).Bind(3, cut ? 1 : 0).Bind(4, relations).Run();
            return;
        }

        Inserting(query).Bind(4, at).Bind(5, cut ? 1 : 0).BindNull(6).BindNull(7).BindNull(8).BindNull(9).Bind(10, relations).Run();
        Inserted(query);
    }

    private void WriteFailure(Query query, long? id, Answer.NotAnswered failure, long at)
    {
        var retryAt = failure.RetryAt?.ToUnixTimeMilliseconds();
        if (id is { } known)
        {
            _replaceFailure.Bind(1, known).Bind(2, at).Bind(3, (int)failure.Reason).Bind(4, retryAt).Bind(5, failure.Detail).Run();
            return;
        }

        Inserting(query).BindNull(4).Bind(5, 0).Bind(6, at).Bind(7, (int)failure.Reason).Bind(8, retryAt)
            .Bind(9, failure.Detail).BindNull(10).Run();
        Inserted(query);
    }

    private Statement Inserting(Query query) =>
        _insert.Bind(1, query.Operation.Value).Bind(2, (int)query.Ioc.Type).Bind(3, query.Ioc.Value);

    private void Inserted(Query query)
    {
        _keys.Add(query, _database.LastInsertedId);
        _inserted.Add(query);
    }
}
