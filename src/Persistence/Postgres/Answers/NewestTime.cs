namespace IocExplorer.Persistence.Postgres.Answers;

/// <summary>
/// The newest time that this process has read from the ledger, in Unix milliseconds. It goes with every record, so that nothing is stamped before what
/// was seen when the database's clock was set back or another server took over.
/// </summary>
internal sealed class NewestTime
{
    private long _newest;

    public long Value => Interlocked.Read(ref _newest);

    public void Meet(long time)
    {
        for (var newest = Value; time > newest;)
        {
            var found = Interlocked.CompareExchange(ref _newest, time, newest);
            if (found == newest)
            {
                return;
            }

            newest = found;
        }
    }
}
