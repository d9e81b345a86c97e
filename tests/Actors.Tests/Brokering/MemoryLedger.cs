using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>A ledger in memory whose lookups a test can hold, or make fail.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Query, RecordedAnswer> _answers = [];
    private readonly List<(IReadOnlyList<Query> Queries, Freshness Freshness)> _lookUps = [];

    /// <summary>Awaited inside every lookup, after it was read and before it returns.</summary>
    public Func<Task> Return { get; set; } = () => Task.CompletedTask;

    /// <summary>Called at the start of every lookup; throws what it is to throw.</summary>
    public Action Trouble { get; set; } = () => { };

    public IReadOnlyList<(IReadOnlyList<Query> Queries, Freshness Freshness)> LookUps
    {
        get
        {
            lock (_gate)
            {
                return [.. _lookUps];
            }
        }
    }

    public int Out { get; private set; }

    public int MostOut { get; private set; }

    public void Put(Query query, RecordedAnswer answer)
    {
        lock (_gate)
        {
            _answers[query] = answer;
        }
    }

    public async ValueTask<IReadOnlyList<RecordedAnswer?>> LookUpAsync(
        IReadOnlyList<Query> queries, Freshness freshness, CancellationToken cancellation)
    {
        List<RecordedAnswer?> found;
        Task wait;
        lock (_gate)
        {
            _lookUps.Add((queries, freshness));
            Trouble();
            MostOut = Math.Max(MostOut, ++Out);
            found = [.. queries.Select(Standing)];
            wait = Return();
        }

        await wait;
        lock (_gate)
        {
            Out--;
        }

        return found;

        RecordedAnswer? Standing(Query query) =>
            _answers.TryGetValue(query, out var answer) && answer.Satisfies(freshness) ? answer : null;
    }

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        throw new NotSupportedException("A broker registers nothing.");

    public ValueTask<IReadOnlyList<DateTimeOffset>> RecordAsync(IReadOnlyList<AnswerToRecord> answers, CancellationToken cancellation) =>
        throw new NotSupportedException("A broker records nothing.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
