namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>The last few things that were read, each for a while. However many ask for one at once, one reads.</summary>
/// <param name="most">Kept; the one that was asked for longest ago goes first.</param>
internal sealed class RecentlyRead<TKey, TValue>(int most, TimeSpan goodFor, TimeProvider time, Func<TKey, CancellationToken, Task<TValue?>> read)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<TKey, Cached<TValue?>> _kept = [];

    public Task<TValue?> GetAsync(TKey key, CancellationToken cancellation)
    {
        Cached<TValue?> wanted;
        lock (_gate)
        {
            if (!_kept.Remove(key, out wanted!))
            {
                wanted = new(reading => read(key, reading), goodFor, time);
            }

            _kept.Add(key, wanted);
            if (_kept.Count > most)
            {
                _kept.RemoveAt(0);
            }
        }

        return wanted.GetAsync(cancellation);
    }
}
