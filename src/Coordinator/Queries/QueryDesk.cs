using IocExplorer.Actors;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Queries;

/// <summary>
/// Stands between the trees of this process and the ledger: makes few calls out of many asks, lets the trees share what they ask, and brings
/// the answers. One per node.
/// </summary>
internal sealed class QueryDesk : IAsyncDisposable
{
    private readonly Mailbox<DeskMessage> _mailbox;
    private readonly IDisposable _hints;
    private readonly DeskLoad _load = new();

    /// <param name="crashed">Told when the desk has lost its memory, and whether it is given up. Whoever still waits must ask again.</param>
    public QueryDesk(IClaimLedger ledger, QueryDeskOptions options, Action<Notice> notices, Action<Exception, bool> crashed)
    {
        var outage = new LedgerOutage(options, notices);
        _mailbox = new("query desk", self => new QueryDeskActor(self, ledger, options, outage, _load), new()
        {
            Time = options.Time,
            Crashed = (_, crash, givenUp) => crashed(crash, givenUp),
        });

        // Outside the actor, because a crash takes the actor along. One state for the desk and the ledger's own thread to meet: the mailbox.
        _hints = ledger.Hints.WhenAnswered(states => _mailbox.Reply(new DeskMessage.Hinted(states)));
    }

    /// <summary>Queries that somebody waits for. Any thread; may be a moment old.</summary>
    public int Waiting => _load.Waiting;

    /// <summary>Asks; the answers come to the asker. Waits for room while the desk is busy.</summary>
    public ValueTask<bool> AskAsync(DeskMessage.Ask ask, CancellationToken cancellation) => _mailbox.TellAsync(ask, cancellation);

    /// <summary>These walks are gone. Does not wait.</summary>
    public void Forget(IReadOnlySet<Asker> gone) => _mailbox.Reply(new DeskMessage.Forget(gone));

    public async ValueTask DisposeAsync()
    {
        _hints.Dispose();
        await _mailbox.DisposeAsync();
    }
}
