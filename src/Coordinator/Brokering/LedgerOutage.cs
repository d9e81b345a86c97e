using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Brokering;

/// <summary>Waits with increasing pauses while the ledger is unavailable, and logs once when that begins and once when it ends.</summary>
internal sealed class LedgerOutage(QueryBrokerOptions options, Action<Notice> notices)
{
    private long? _began;
    private TimeSpan _pause;

    /// <summary>A call has failed.</summary>
    /// <returns>How long to wait before the next.</returns>
    public TimeSpan Pause(LedgerException failure)
    {
        if (_began is null)
        {
            _began = options.Time.GetTimestamp();
            _pause = options.FirstBackOff;
            notices(new(IsError: true, $"{failure.Message} Nothing is lost; waiting until it works again."));
            return _pause;
        }

        _pause = _pause * 2 < options.LongestBackOff ? _pause * 2 : options.LongestBackOff;
        return _pause;
    }

    /// <summary>A call has gone well.</summary>
    public void Over()
    {
        if (_began is { } began)
        {
            _began = null;
            notices(new(IsError: false, $"The ledger works again after {options.Time.GetElapsedTime(began).TotalSeconds:0} s."));
        }
    }
}
