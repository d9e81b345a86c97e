namespace IocExplorer.Workers.Quotas;

/// <summary>
/// The part of a gate that the source itself closes: after a 429 it is closed for a while, and then at first only a quarter of what was under
/// way; each answer lets one more through. Without that, all slots would rush in together and burn their tries. Guarded by the gate's lock.
/// </summary>
internal sealed class GateBlock(int fullWidth, TimeProvider time)
{
    /// <summary>Requests under way at which a slow start is over.</summary>
    public int FullWidth { get; set; } = fullWidth;

    private int _width = int.MaxValue;
    private long _until;
    private long _first;

    /// <summary>What the source said; of the block that stands or stood last.</summary>
    public string? Why { get; private set; }

    /// <summary>Blocks so far without an answer between them.</summary>
    public int InARow { get; private set; }

    /// <summary>How long it still stands; null when it does not.</summary>
    public TimeSpan? Rest
    {
        get
        {
            if (_until == 0)
            {
                return null;
            }

            var now = time.GetTimestamp();
            if (now < _until)
            {
                return time.GetElapsedTime(now, _until);
            }

            _until = 0;
            return null;
        }
    }

    public int RoomBeside(int outstanding) => _width == int.MaxValue ? int.MaxValue : _width - outstanding;

    /// <summary>Begins a block, or makes the one that stands longer; never shorter.</summary>
    /// <returns>How many blocks there were without an answer between them, and for how long that has been so.</returns>
    public (int InARow, TimeSpan Lasting) Extend(TimeSpan pause, string why, int outstanding)
    {
        var now = time.GetTimestamp();
        if (Rest is null)
        {
            _first = InARow++ == 0 ? now : _first;
            _width = Math.Max(1, Math.Min(outstanding, FullWidth) / 4);
        }

        var until = now + (long)(pause.TotalSeconds * time.TimestampFrequency);
        if (until > _until)
        {
            (_until, Why) = (until, why);
        }

        return (InARow, time.GetElapsedTime(_first, now));
    }

    /// <summary>One at a time from now on, until answers come: for a key that is tried again.</summary>
    public void Narrow() => _width = 1;

    public void Answered()
    {
        InARow = 0;
        if (_width != int.MaxValue && ++_width >= FullWidth)
        {
            _width = int.MaxValue;
        }
    }
}
