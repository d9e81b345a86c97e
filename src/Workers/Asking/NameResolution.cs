using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Whether names can be resolved at all, over all sources of a run. As long as that was never so, what fails is the network and no source: probing each of
/// them with patience would cost a run without network most of a minute. They are then given up together, with one line for the user.
/// </summary>
/// <param name="notify">Takes the line; called from any thread.</param>
public sealed class NameResolution(Action<Notice> notify, TimeProvider time)
{
    /// <summary>A name server that is only just being started gets this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>One source alone may have a name that is written wrong: this long the others get to be asked at all.</summary>
    public static readonly TimeSpan PatienceWithOne = TimeSpan.FromSeconds(6);

    private readonly Lock _lock = new();
    private readonly Dictionary<HttpSource, bool> _asked = [];
    private long? _since;
    private int _sources;
    private volatile State _state = State.Unknown;

    private enum State
    {
        Unknown = 1,
        Works,
        Fails,
    }

    /// <summary>Whether it is too early to say that a source's name is the cause, or clear that it is not.</summary>
    internal bool MayBeTheCause => _state != State.Works;

    /// <summary>There is such a source; it need not be asked.</summary>
    internal void Expect() => Interlocked.Increment(ref _sources);

    /// <summary>A request goes out. Nothing is decided before it is known what comes of it.</summary>
    internal void Asked(HttpSource source)
    {
        if (_state == State.Unknown)
        {
            lock (_lock)
            {
                // What a name server lets wait for itself is patience too.
                _since ??= time.GetTimestamp();
                _asked.TryAdd(source, false);
            }
        }
    }

    /// <summary>A request came further than to its name, or it is not known how far.</summary>
    internal void Passed()
    {
        if (_state == State.Unknown)
        {
            lock (_lock)
            {
                _state = _state == State.Unknown ? State.Works : _state;
            }
        }
    }

    /// <param name="isLast">All tries of a query have ended so.</param>
    internal void Failed(HttpSource source, bool isLast)
    {
        List<HttpSource> lost;
        var isNew = false;
        lock (_lock)
        {
            if (_state == State.Works)
            {
                return;
            }

            _asked[source] = true;
            _since ??= time.GetTimestamp();
            if (_state == State.Unknown)
            {
                isNew = _asked.Values.All(hasFailed => hasFailed) && IsEnough(isLast, time.GetElapsedTime(_since.Value));
                _state = isNew ? State.Fails : _state;
            }

            lost = _state == State.Fails ? isNew ? [.. _asked.Keys] : [source] : [];
        }

        if (isNew)
        {
            notify(new(
                IsError: true,
                $"The name of no source can be resolved ({string.Join(", ", lost.Select(s => s.Name).Order(StringComparer.Ordinal))}): there is no network, "
                + "or no name server. What was to be asked of them is recorded as not answered, and the next run asks it; relations of your own are used "
                + "as usual. With --offline nothing is tried outside."));
        }

        foreach (var one in lost)
        {
            one.GiveUp(HttpErrorTranslator.Unresolved);
        }
    }

    private bool IsEnough(bool isLast, TimeSpan since) =>
        _asked.Count > 1 || Volatile.Read(ref _sources) == 1 ? isLast || since >= Patience : since >= PatienceWithOne;
}
