using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests;

/// <summary>
/// The ledger's promises to those who ask, in memory, with a worker of its own: answers from a <see cref="World"/>, in an order of chance.
/// </summary>
internal sealed class FakeLedger(World world) : IClaimLedger, ILedgerHints
{
    private static readonly DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly Dictionary<QueryToAsk, Row> _rows = [];
    private readonly List<Row> _byId = [];
    private readonly List<Row> _open = [];
    private readonly List<Action<IReadOnlyList<QueryState>>> _hints = [];
    private readonly Random _random = new(3);
    private int _asksOut;

    public bool AreComplete { get; init; } = true;

    public bool LosesHints { get; init; }

    public bool HintsWithoutAnswers { get; init; }

    public bool HintsTwice { get; init; }

    /// <summary>Answers and hints before the ask has returned.</summary>
    public bool IsQuickerThanItsReturn { get; init; }

    /// <summary>Does not answer by itself: <see cref="AnswerAll"/> does.</summary>
    public bool IsManual { get; set; }

    /// <summary>Whether answers stand in it afterwards.</summary>
    public bool KeepsAnswers { get; init; } = true;

    /// <summary>Does not answer these by itself.</summary>
    public Func<QueryToAsk, bool> Holds { get; init; } = _ => false;

    /// <summary>Called at the start of every call to ask or read; throws what the ledger is to throw.</summary>
    public Action<FakeLedger> Trouble { get; set; } = _ => { };

    /// <summary>Awaited inside every ask.</summary>
    public Func<Task> Before { get; init; } = () => Task.CompletedTask;

    /// <summary>Ends when the first ask begins.</summary>
    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<AskBatch> Asks { get; } = [];

    public int Reads { get; private set; }

    public int MostAsksOut { get; private set; }

    /// <summary>Ends when the first ask has returned.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ILedgerHints Hints => this;

    public static Freshness Fresh { get; } = new(_now.AddHours(-24), _now);

    /// <summary>Puts an answer there beforehand.</summary>
    public void Remember(QueryToAsk query, Answer answer, TimeSpan age)
    {
        lock (_gate)
        {
            var row = RowOf(query);
            row.Answer = answer;
            row.At = _now - age;
        }
    }

    public void AnswerAll()
    {
        List<QueryState> states;
        lock (_gate)
        {
            states = [.. _open.Select(Answered)];
            _open.Clear();
        }

        Hint(states);
    }

    public async ValueTask<IReadOnlyList<QueryState>> AskAsync(AskBatch batch, CancellationToken cancellation)
    {
        await Task.Yield();
        Trouble(this);
        lock (_gate)
        {
            MostAsksOut = Math.Max(MostAsksOut, ++_asksOut);
        }

        Called.TrySetResult();
        await Before();
        List<QueryState> states = [];
        List<QueryState> answered = [];
        lock (_gate)
        {
            Asks.Add(batch);
            var opened = new List<Row>();
            foreach (var query in batch.Queries)
            {
                var row = RowOf(query);
                var isGood = row.Answer is not null && row.At >= (row.Answer.IsAnswered ? batch.Freshness.FactsSince : batch.Freshness.FailuresSince);
                states.Add(isGood ? new(row.Id, row.Answer, row.At) : new(row.Id, null, null));
                if (!isGood && !row.IsOpen)
                {
                    row.IsOpen = true;
                    opened.Add(row);
                }
            }

            foreach (var row in opened.OrderBy(_ => _random.Next()))
            {
                if (IsManual || Holds(row.Query))
                {
                    _open.Add(row);
                }
                else
                {
                    answered.Add(Answered(row));
                }
            }
        }

        if (IsQuickerThanItsReturn)
        {
            Hint(answered);
        }
        else
        {
            _ = Task.Run(() => Hint(answered), CancellationToken.None);
        }

        await Task.Yield();
        lock (_gate)
        {
            _asksOut--;
        }

        Asked.TrySetResult();
        return states;
    }

    public async ValueTask<IReadOnlyList<QueryState>> ReadAsync(IReadOnlyList<QueryId> ids, Freshness freshness, CancellationToken cancellation)
    {
        await Task.Yield();
        Trouble(this);
        lock (_gate)
        {
            Reads++;
            return [.. ids.Select(id => _byId[(int)id.Value]).Select(row => new QueryState(row.Id, row.IsOpen ? null : row.Answer, row.IsOpen ? null : row.At))];
        }
    }

    public IDisposable WhenAnswered(Action<IReadOnlyList<QueryState>> hint)
    {
        lock (_gate)
        {
            _hints.Add(hint);
        }

        return new Ended(() =>
        {
            lock (_gate)
            {
                _hints.Remove(hint);
            }
        });
    }

    public IDisposable WhenWorkIsOpen(string source, Action hint) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Claim>> ClaimAsync(ClaimRequest request, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<bool>> AnswerAsync(IReadOnlyList<AnswerToClaim> answers, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask ReleaseAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<KeyLease?> TakeKeyAsync(string key, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> SpendAsync(KeyLease lease, string spent, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, int>> BacklogAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Row RowOf(QueryToAsk query)
    {
        if (!_rows.TryGetValue(query, out var row))
        {
            _rows.Add(query, row = new(query, new(_byId.Count)));
            _byId.Add(row);
        }

        return row;
    }

    private QueryState Answered(Row row)
    {
        var answer = world[row.Query.Operation, row.Query.Ioc];
        row.Answer = KeepsAnswers ? answer : null;
        row.At = _now;
        row.IsOpen = false;
        return new(row.Id, answer, row.At);
    }

    private int Next(int end)
    {
        lock (_gate)
        {
            return _random.Next(end);
        }
    }

    private void Hint(List<QueryState> states)
    {
        if (LosesHints)
        {
            return;
        }

        while (states.Count > 0)
        {
            var part = states.Take(1 + Next(states.Count)).Select(s => HintsWithoutAnswers ? s with { Answer = null } : s).ToList();
            states = states[part.Count..];
            Action<IReadOnlyList<QueryState>>[] hints;
            lock (_gate)
            {
                hints = [.. _hints];
            }

            foreach (var hint in hints)
            {
                hint(part);
                if (HintsTwice)
                {
                    hint(part);
                }
            }
        }
    }

    private sealed class Row(QueryToAsk query, QueryId id)
    {
        public QueryToAsk Query { get; } = query;

        public QueryId Id { get; } = id;

        public bool IsOpen { get; set; }

        public Answer? Answer { get; set; }

        public DateTimeOffset At { get; set; }
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
