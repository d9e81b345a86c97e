namespace IocExplorer.Messages;

/// <summary>When a source saw a relation for the first and the last time; to the second, from 1970 to 2106. Either may be unknown, and is then null.</summary>
public readonly record struct Seen
{
    // Unix seconds; 0 is unknown. Eight bytes, because relations are held by the million.
    private readonly uint _first;
    private readonly uint _last;

    /// <param name="first">Outside of the range: unknown.</param>
    /// <param name="last">Outside of the range: unknown.</param>
    public Seen(DateTimeOffset? first, DateTimeOffset? last)
        : this(first?.ToUnixTimeSeconds() ?? 0, last?.ToUnixTimeSeconds() ?? 0)
    {
    }

    /// <param name="first">Unix seconds; 0 or outside of the range: unknown.</param>
    /// <param name="last">Unix seconds; 0 or outside of the range: unknown.</param>
    public Seen(long first, long last) => (_first, _last) = (Fit(first), Fit(last));

    public DateTimeOffset? First => Time(_first);

    public DateTimeOffset? Last => Time(_last);

    /// <summary>Unix seconds; 0 when unknown.</summary>
    public long FirstSeconds => _first;

    /// <summary>Unix seconds; 0 when unknown.</summary>
    public long LastSeconds => _last;

    public bool IsKnown => (_first | _last) != 0;

    /// <summary>The earliest first and the latest last time that are known.</summary>
    public Seen MergedWith(Seen other) => new(
        _first == 0 ? other._first : other._first == 0 ? _first : Math.Min(_first, other._first), Math.Max(_last, other._last));

    private static uint Fit(long seconds) => seconds is > 0 and <= uint.MaxValue ? (uint)seconds : 0;

    private static DateTimeOffset? Time(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
}
