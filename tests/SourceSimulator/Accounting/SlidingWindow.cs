namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>Counts events in a window that slides: an event exactly one window old is no longer in it. Thread-safe.</summary>
internal sealed class SlidingWindow(long windowTicks)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _events = new();
    private int _most;

    /// <summary>The most events that any window ever held.</summary>
    public int Most
    {
        get
        {
            lock (_lock)
            {
                return _most;
            }
        }
    }

    public void Add(long now) => _ = TryAdd(now, int.MaxValue, out _);

    /// <summary>Adds the event unless the window is full; then tells after how many ticks there is room again.</summary>
    public bool TryAdd(long now, int capacity, out long ticksUntilRoom)
    {
        lock (_lock)
        {
            while (_events.TryPeek(out var oldest) && now - oldest >= windowTicks)
            {
                _ = _events.Dequeue();
            }

            if (_events.Count >= capacity)
            {
                ticksUntilRoom = _events.TryPeek(out var first) ? first + windowTicks - now : windowTicks;
                return false;
            }

            _events.Enqueue(now);
            _most = Math.Max(_most, _events.Count);
            ticksUntilRoom = 0;
            return true;
        }
    }
}
