using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Lanes;

/// <summary>
/// Which lanes of a source are out for the run, and which operations each may not ask. One for all lanes of a source, because what
/// one lane may not ask is left to the others, and what none may ask is answered without asking.
/// </summary>
/// <remarks>
/// In a service, which does not end, whatever is out or refused is tried again after a while: see <c>recovery</c>. A refusal that still stands then is found out by
/// one request.
/// </remarks>
internal sealed class SourceStanding : IDisposable
{
    private readonly string _source;
    private readonly int _keys;
    private readonly int _lanesPerKey;
    private readonly bool _hasKeys;
    private readonly Action<Notice> _notify;
    private readonly (TimeSpan After, TimeProvider Time)? _recovery;
    private readonly Dictionary<(int FirstLane, string? Operation), ITimer> _timers = [];
    private readonly int _lanes;
    private readonly Lock _lock = new();
    private readonly Answer.NotAnswered?[] _out;
    private readonly Dictionary<string, Answer.NotAnswered>[] _refused;
    private readonly List<Action> _changed = [];
    private readonly List<Action<int>> _recovered = [];
    private volatile bool _isUntouched = true;

    /// <param name="source">Its name.</param>
    /// <param name="keys">How many there are; 1 when none is needed.</param>
    /// <param name="lanesPerKey">Lanes are numbered key by key.</param>
    /// <param name="hasKeys">Whether there are keys at all.</param>
    /// <param name="notify">Takes lines for the user.</param>
    /// <param name="recovery">After how long what is out is tried again; null: never.</param>
    public SourceStanding(string source, int keys, int lanesPerKey, bool hasKeys, Action<Notice> notify, (TimeSpan After, TimeProvider Time)? recovery)
    {
        (_source, _keys, _lanesPerKey, _hasKeys, _notify, _recovery) = (source, keys, lanesPerKey, hasKeys, notify, recovery);
        _lanes = keys * lanesPerKey;
        _out = new Answer.NotAnswered?[_lanes];
        _refused = [.. Enumerable.Range(0, _lanes).Select(_ => new Dictionary<string, Answer.NotAnswered>())];
    }

    /// <summary>What every query of the source is answered with; null while at least one lane works.</summary>
    public Answer.NotAnswered? AllOut
    {
        get
        {
            if (_isUntouched)
            {
                return null;
            }

            lock (_lock)
            {
                return Array.TrueForAll(_out, o => o is not null) ? _out[^1] : null;
            }
        }
    }

    public bool IsOut(int lane)
    {
        lock (_lock)
        {
            return _out[lane] is not null;
        }
    }

    public Verdict For(int lane, Operation operation)
    {
        if (_isUntouched)
        {
            return new(VerdictKind.Ask);
        }

        lock (_lock)
        {
            if (WhyNot(lane, operation.Name) is not { } why)
            {
                return new(VerdictKind.Ask);
            }

            for (var other = 0; other < _lanes; other++)
            {
                if (WhyNot(other, operation.Name) is null)
                {
                    return new(VerdictKind.HandBack);
                }
            }

            return new(VerdictKind.Answer, why);
        }
    }

    /// <summary>What this lane may not ask and another one may.</summary>
    public IReadOnlyList<Operation> LeftToOthers(int lane, IReadOnlyList<Operation> operations) =>
        _isUntouched ? [] : [.. operations.Where(o => For(lane, o).Kind == VerdictKind.HandBack)];

    /// <summary>401: the key is out, with all its lanes.</summary>
    public void KeyRefused(int lane, string detail)
    {
        var why = _hasKeys ? $"the key: {detail}" : $"without a key: {detail}";
        var again = _recovery is { } r ? $"; it is tried again in {Duration.Text(r.After)}" : "";
        TakeOut(LanesOfSameKey(lane), new(NotAnsweredReason.Refused, why), () => AreAllOut()
            ? $"{_source} refused {KeyOf(lane)} ({detail}): it is switched off and {_source} is asked no more{again}. Check sources.{_source}.apiKeys."
            : $"{_source} refused {KeyOf(lane)} ({detail}): it is switched off, the others go on{again}. Check sources.{_source}.apiKeys.");
    }

    /// <summary>The lane is out because nothing comes through it any more.</summary>
    public void Throttled(int lane, string detail, DateTimeOffset? retryAt) =>
        TakeOut([lane], new(NotAnsweredReason.Throttled, $"{_source}: {detail}", retryAt), () =>
            $"{_source}: {detail}{(_keys > 1 ? $" ({KeyOf(lane)})" : "")}. What is open is recorded as not answered; {(_recovery is null ? "the next run asks it again" : "what is asked later is tried again")}.");

    /// <summary>The source cannot be reached. In a run, all lanes are out; in a service, they rest until it is probed again.</summary>
    public void Lost(string detail)
    {
        if (_recovery is { } recovery)
        {
            // No answers for all: this node's network may be what is broken, and others may reach the source.
            _notify(new(IsError: true, $"{_source} could not be reached: {detail}. This node asks nothing of it and tries again in {Duration.Text(recovery.After)}."));
            TellAll();
            return;
        }

        var answer = new Answer.NotAnswered(NotAnsweredReason.Failed, $"{_source} could not be reached: {detail}");
        lock (_lock)
        {
            for (var lane = 0; lane < _lanes; lane++)
            {
                _out[lane] ??= answer;
            }

            _isUntouched = false;
        }

        _notify(new(IsError: true, $"{_source} could not be reached: {detail}. It is given up for this run; what is open is recorded as not answered. Run the same command again to ask it."));
        TellAll();
    }

    /// <summary>403: the key does not ask this operation again.</summary>
    public void OperationRefused(int lane, Operation operation, string detail)
    {
        var isNew = false;
        bool isForAll;
        lock (_lock)
        {
            foreach (var same in LanesOfSameKey(lane))
            {
                isNew |= _refused[same].TryAdd(operation.Name, new(NotAnsweredReason.Refused, detail));
            }

            isForAll = Enumerable.Range(0, _lanes).All(other => WhyNot(other, operation.Name) is not null);
            _isUntouched = false;
        }

        if (isNew)
        {
            var rest = isForAll ? "it is asked no more, everything else goes on" : "the other keys go on with it";
            _notify(new(IsError: false, $"{_source} refused {operation.Name} for {KeyOf(lane)} ({detail}): {rest}."));
            TellAll();
            RecoverLater(LanesOfSameKey(lane), operation.Name);
        }
    }

    /// <summary>Calls back with each lane that is to be tried again, before <see cref="WhenChanged"/>.</summary>
    public void WhenRecovered(Action<int> recovered)
    {
        lock (_lock)
        {
            _recovered.Add(recovered);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var timer in _timers.Values)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }
    }

    public void WhenChanged(Action changed)
    {
        lock (_lock)
        {
            _changed.Add(changed);
        }
    }

    private void TakeOut(IReadOnlyList<int> which, Answer.NotAnswered why, Func<string> line)
    {
        string? text = null;
        lock (_lock)
        {
            if (which.Any(lane => _out[lane] is null))
            {
                foreach (var lane in which)
                {
                    _out[lane] ??= why;
                }

                _isUntouched = false;
                text = line();
            }
        }

        if (text is not null)
        {
            _notify(new(IsError: true, text));
            TellAll();
            RecoverLater(which, operation: null);
        }
    }

    /// <param name="which">Lanes.</param>
    /// <param name="operation">What they may ask again; null: they are no more out.</param>
    private void RecoverLater(IReadOnlyList<int> which, string? operation)
    {
        if (_recovery is not { } recovery)
        {
            return;
        }

        lock (_lock)
        {
            _timers.Remove((which[0], operation), out var old);
            old?.Dispose();
            _timers[(which[0], operation)] = recovery.Time.CreateTimer(_ => Recover(which, operation), null, recovery.After, Timeout.InfiniteTimeSpan);
        }
    }

    private void Recover(IReadOnlyList<int> which, string? operation)
    {
        Action<int>[] all;
        lock (_lock)
        {
            foreach (var lane in which)
            {
                if (operation is null)
                {
                    _out[lane] = null;
                }
                else
                {
                    _refused[lane].Remove(operation);
                }
            }

            all = operation is null ? [.. _recovered] : [];
        }

        foreach (var recovered in all)
        {
            foreach (var lane in which)
            {
                recovered(lane);
            }
        }

        TellAll();
    }

    private int[] LanesOfSameKey(int lane) => [.. Enumerable.Range(lane / _lanesPerKey * _lanesPerKey, _lanesPerKey)];

    private bool AreAllOut() => Array.TrueForAll(_out, o => o is not null);

    private string KeyOf(int lane) => _keys > 1 ? $"key {(lane / _lanesPerKey) + 1} of {_keys}" : _hasKeys ? "the key" : "the request";

    private Answer.NotAnswered? WhyNot(int lane, string operation) => _out[lane] ?? _refused[lane].GetValueOrDefault(operation);

    private void TellAll()
    {
        Action[] all;
        lock (_lock)
        {
            all = [.. _changed];
        }

        foreach (var changed in all)
        {
            changed();
        }
    }
}
