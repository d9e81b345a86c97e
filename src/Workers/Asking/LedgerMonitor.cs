using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>Tells the user once when the ledger goes away and once when it is back, however many calls meet it.</summary>
internal sealed class LedgerMonitor(Action<Notice> notify)
{
    private int _failing;

    public void Fails(LedgerException error)
    {
        if (Interlocked.Exchange(ref _failing, 1) == 0)
        {
            notify(new(IsError: true, $"{error.Message} Trying again until it works; nothing is lost."));
        }
    }

    public void Works()
    {
        if (Volatile.Read(ref _failing) == 1 && Interlocked.Exchange(ref _failing, 0) == 1)
        {
            notify(new(IsError: false, "The ledger works again."));
        }
    }
}
