using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Queries;

/// <summary>What a <see cref="QueryDesk"/> is told.</summary>
internal abstract record DeskMessage
{
    private DeskMessage()
    {
    }

    /// <summary>A walk needs answers.</summary>
    internal sealed record Ask(HuntId Hunt, Freshness Freshness, Asker Asker, IReadOnlyList<TreeQuery> Queries) : DeskMessage;

    /// <summary>Walks that are gone: they get nothing any more, and what only they waited for is forgotten.</summary>
    internal sealed record Forget(IReadOnlySet<Asker> Gone) : DeskMessage;

    /// <summary>The ledger has hinted at answers.</summary>
    internal sealed record Hinted(IReadOnlyList<QueryState> States) : DeskMessage;

    /// <summary>A call to the ledger has ended.</summary>
    /// <param name="Call">Which; one of a desk that has crashed since is passed over.</param>
    /// <param name="States">Null when it failed.</param>
    /// <param name="Failure">Null when it did not.</param>
    internal sealed record CallEnded(LedgerCall Call, IReadOnlyList<QueryState>? States, Exception? Failure) : DeskMessage;

    /// <summary>Time to ask again for what waits.</summary>
    internal sealed record Poll : DeskMessage;

    /// <summary>Hints were missed: everything that waits is to be asked again.</summary>
    internal sealed record HintsMissed : DeskMessage;

    /// <summary>The pause after a failure is over.</summary>
    internal sealed record TryAgain(LedgerCall After) : DeskMessage;
}
