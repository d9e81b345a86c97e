using System.Collections.Frozen;

namespace IocExplorer.Workers.Asking;

/// <summary>What a worker waits for: look-ups in the ledger, and the answers of its source. Both outlive a crash of the worker.</summary>
internal sealed class SourceWorkerCalls(ISource source, FrozenDictionary<OperationId, NumberedOperation> operations, WorkerContext context)
{
    /// <returns>For each query its recorded answer, where one stands.</returns>
    public async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(List<WorkInHand> batch)
    {
        var found = new RecordedAnswer?[batch.Count];
        foreach (var alike in Enumerable.Range(0, batch.Count).GroupBy(i => batch[i].Item.Freshness))
        {
            int[] places = [.. alike];
            var answers = await context.Ledger.LookUpAsync([.. places.Select(i => batch[i].Item.Query)], alike.Key, context.GiveUp);
            for (var i = 0; i < places.Length; i++)
            {
                found[places[i]] = answers[i];
            }
        }

        return found;
    }

    /// <summary>Asks. Never throws: this is the supervisor of the query.</summary>
    /// <returns>Null when it is to be handed back.</returns>
    public async Task<Answer?> AskAsync(WorkInHand work)
    {
        var operation = operations[work.Item.Query.Operation];
        try
        {
            return await source.AskAsync(work.Key.Gate, operation, work.Item.Query.Ioc, context.GiveUp);
        }
        catch (OperationCanceledException) when (context.GiveUp.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // One answer that trips over a fault of ours must not stop the worker.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            context.Options.Crashed?.Invoke($"a query of {source.Name}", crash, false);
            return new Answer.NotAnswered(NotAnsweredReason.Failed, $"IOC Explorer failed on this query ({crash.GetType().Name}); please report it");
        }
    }
}
