namespace IocExplorer.Coordinator.Hunts;

/// <summary>The last few things that were asked for. Any thread.</summary>
/// <param name="most">Kept; the one that was asked for longest ago goes first.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<TKey, TValue> _kept = [];

    /// <summary>What is kept under the key; it is made when nothing is.</summary>
    public TValue Get(TKey key, Func<TValue> make)
    {
        lock (_gate)
        {
            var value = _kept.Remove(key, out var kept) ? kept : make();
            _kept.Add(key, value);
            if (_kept.Count > most)
            {
                _kept.RemoveAt(0);
            }

            return value;
        }
    }
}
