namespace IocExplorer.Persistence.Sqlite;

/// <summary>Passes the word on within the process. Complete: the one writer knows of everything that happens to the file.</summary>
internal sealed class SqliteHints : ILedgerHints
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<Subscription> _subscriptions = [];

    public bool AreComplete => true;

    public IDisposable WhenWorkIsOpen(string source, Action hint) => Add(new(this) { Source = source, WorkIsOpen = hint });

    public IDisposable WhenAnswered(Action<IReadOnlyList<QueryState>> hint) => Add(new(this) { Answered = hint });

    public void Tell(LedgerNews news)
    {
        var subscriptions = _subscriptions;
        if (news.OpenSources.Count > 0)
        {
            foreach (var subscription in subscriptions)
            {
                if (subscription.Source is { } source && news.OpenSources.Contains(source))
                {
                    subscription.WorkIsOpen?.Invoke();
                }
            }
        }

        if (news.Answered.Count > 0)
        {
            IReadOnlyList<QueryState> answered = [.. news.Answered];
            foreach (var subscription in subscriptions)
            {
                subscription.Answered?.Invoke(answered);
            }
        }
    }

    private Subscription Add(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(s => s != subscription)];
        }
    }

    private sealed class Subscription(SqliteHints hints) : IDisposable
    {
        public string? Source { get; init; }

        public Action? WorkIsOpen { get; init; }

        public Action<IReadOnlyList<QueryState>>? Answered { get; init; }

        public void Dispose() => hints.Remove(this);
    }
}
