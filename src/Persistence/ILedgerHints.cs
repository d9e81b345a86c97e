namespace IocExplorer.Persistence;

/// <summary>
/// Wakes those who would otherwise poll. A hint may come late, twice, for nothing, or never: the ledger itself is the truth, and whoever
/// waits also looks for himself from time to time (a ledger that serves one process only never loses one, and says so).
/// Called on the ledger's own thread: pass the word on and return.
/// </summary>
public interface ILedgerHints
{
    /// <summary>Whether every hint arrives, so that nobody needs to poll. True for a ledger of one process.</summary>
    bool AreComplete { get; }

    /// <summary>Calls back when queries of the source were opened. Dispose to end.</summary>
    IDisposable WhenWorkIsOpen(string source, Action hint);

    /// <summary>Calls back with queries that were answered, after they are durable. States of other processes' answers may lack the answer: read them.</summary>
    IDisposable WhenAnswered(Action<IReadOnlyList<QueryState>> hint);

    /// <summary>
    /// Calls back when hints may have been lost (the connection on which they come was away): look at all that is waited for. Who waits for work is called as
    /// for any other hint. A complete ledger loses none and never calls.
    /// </summary>
    IDisposable WhenMissed(Action hint) => NoSubscription.Instance;

    private sealed class NoSubscription : IDisposable
    {
        public static NoSubscription Instance { get; } = new();

        public void Dispose()
        {
            // There is nothing to end.
        }
    }
}
