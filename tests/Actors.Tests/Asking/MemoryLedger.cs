using System.Collections.Concurrent;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>A ledger in memory. Says what it was asked, and can be away.</summary>
internal sealed class MemoryLedger : ILedger
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs before each call, by the call's name; throws to be away, waits to be slow.</summary>
    public Func<string, Task>? Before { get; set; }

    public ConcurrentDictionary<Query, RecordedAnswer> Answers { get; } = new();

    public ConcurrentQueue<(IReadOnlyList<Query> Queries, Freshness Freshness)> LookUps { get; } = new();

    public ConcurrentQueue<int> Batches { get; } = new();

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public async ValueTask<IReadOnlyList<RecordedAnswer?>> LookUpAsync(IReadOnlyList<Query> queries, Freshness freshness, CancellationToken cancellation)
    {
        LookUps.Enqueue((queries, freshness));
        await (Before?.Invoke("look up") ?? Task.CompletedTask);
        return [.. queries.Select(q => Answers.TryGetValue(q, out var a) && a.Satisfies(freshness) ? a : (RecordedAnswer?)null)];
    }

    public async ValueTask<IReadOnlyList<DateTimeOffset>> RecordAsync(IReadOnlyList<AnswerToRecord> answers, CancellationToken cancellation)
    {
        await (Before?.Invoke("record") ?? Task.CompletedTask);
        Batches.Enqueue(answers.Count);
        foreach (var answer in answers)
        {
            Answers[answer.Query] = new(answer.Answer, Now);
        }

        return [.. answers.Select(_ => Now)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
