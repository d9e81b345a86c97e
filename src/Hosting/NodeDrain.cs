using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Hosting;

/// <summary>The first step of every host's drain.</summary>
public static class NodeDrain
{
    /// <summary>Says that the node takes nothing new, so that the others see it at once. Without a database they see it from the missing heartbeat.</summary>
    /// <param name="store">The node's.</param>
    /// <param name="patience">The database is not waited for any longer.</param>
    public static async Task AnnounceAsync(PostgresStore store, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            await store.Node.DrainAsync(late.Token);
        }
        catch (Exception away) when (away is LedgerException or OperationCanceledException)
        {
            // What cannot be said now, the others find out.
        }
    }
}
