namespace IocExplorer.Persistence.Postgres;

/// <summary>Who wants to be told what, within the process.</summary>
internal sealed class HintSubscriptions
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<Subscription> _subscriptions = [];

    public IDisposable Add(string? source = null, Action? workIsOpen = null, Action<IReadOnlyList<QueryState>>? answered = null, Action? missed = null)
    {
        var subscription = new Subscription(this, source, workIsOpen, answered, missed);
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    public void TellWork(IReadOnlyCollection<string> sources)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.Source is { } source && sources.Contains(source))
            {
                subscription.WorkIsOpen?.Invoke();
            }
        }
    }

    public void TellAnswered(IReadOnlyList<QueryState> states)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Answered?.Invoke(states);
        }
    }

    public void TellMissed()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.WorkIsOpen?.Invoke();
            subscription.Missed?.Invoke();
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    private sealed class Subscription(
        HintSubscriptions all, string? source, Action? workIsOpen, Action<IReadOnlyList<QueryState>>? answered, Action? missed) : IDisposable
    {
        public string? Source => source;

        public Action? WorkIsOpen => workIsOpen;

        public Action<IReadOnlyList<QueryState>>? Answered => answered;

        public Action? Missed => missed;

        public void Dispose() => all.Remove(this);
    }
}
