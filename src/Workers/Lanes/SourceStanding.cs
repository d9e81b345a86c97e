using IocExplorer.Messages;

namespace IocExplorer.Workers.Lanes;

/// <summary>
/// Which lanes of a source are out for the run, and which operations each may not ask. One for all lanes of a source, because what
/// one lane may not ask is left to the others, and what none may ask is answered without asking.
/// </summary>
internal sealed class SourceStanding(string source, int lanes, bool hasKeys, Action<Notice> notify)
{
    private readonly Lock _lock = new();
    private readonly Answer.NotAnswered?[] _out = new Answer.NotAnswered?[lanes];
    private readonly Dictionary<string, Answer.NotAnswered>[] _refused = [.. Enumerable.Range(0, lanes).Select(_ => new Dictionary<string, Answer.NotAnswered>())];
    private readonly List<Action> _changed = [];
    private volatile bool _isUntouched = true;

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

            for (var other = 0; other < lanes; other++)
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

    /// <summary>401: the lane is out.</summary>
    public void KeyRefused(int lane, string detail)
    {
        var why = hasKeys ? $"the key: {detail}" : $"without a key: {detail}";
        TakeOut(lane, new(NotAnsweredReason.Refused, why), () => AreAllOut()
            ? $"{source} refused {KeyOf(lane)} ({detail}): it is switched off and {source} is asked no more. Check sources.{source}.apiKeys."
            : $"{source} refused {KeyOf(lane)} ({detail}): it is switched off, the others go on. Check sources.{source}.apiKeys.");
    }

    /// <summary>The lane is out because nothing comes through it any more.</summary>
    public void Throttled(int lane, string detail, DateTimeOffset? retryAt) =>
        TakeOut(lane, new(NotAnsweredReason.Throttled, $"{source}: {detail}", retryAt), () =>
            $"{source}: {detail}{(lanes > 1 ? $" ({KeyOf(lane)})" : "")}. What is open is recorded as not answered; the next run asks it again.");

    /// <summary>All lanes are out: the source cannot be reached.</summary>
    public void Lost(string detail)
    {
        var answer = new Answer.NotAnswered(NotAnsweredReason.Failed, $"{source} could not be reached: {detail}");
        lock (_lock)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                _out[lane] ??= answer;
            }

            _isUntouched = false;
        }

        notify(new(IsError: true, $"{source} could not be reached: {detail}. It is given up for this run; what is open is recorded as not answered. Run the same command again to ask it."));
        TellAll();
    }

    /// <summary>403: the lane does not ask this operation again.</summary>
    public void OperationRefused(int lane, Operation operation, string detail)
    {
        bool isNew;
        bool isForAll;
        lock (_lock)
        {
            isNew = _refused[lane].TryAdd(operation.Name, new(NotAnsweredReason.Refused, detail));
            isForAll = Enumerable.Range(0, lanes).All(other => WhyNot(other, operation.Name) is not null);
            _isUntouched = false;
        }

        if (isNew)
        {
            var rest = isForAll ? "it is asked no more, everything else goes on" : "the other keys go on with it";
            notify(new(IsError: false, $"{source} refused {operation.Name} for {KeyOf(lane)} ({detail}): {rest}."));
            TellAll();
        }
    }

    public void WhenChanged(Action changed)
    {
        lock (_lock)
        {
            _changed.Add(changed);
        }
    }

    private void TakeOut(int lane, Answer.NotAnswered why, Func<string> line)
    {
        string? text = null;
        lock (_lock)
        {
            if (_out[lane] is null)
            {
                _out[lane] = why;
                _isUntouched = false;
                text = line();
            }
        }

        if (text is not null)
        {
            notify(new(IsError: true, text));
            TellAll();
        }
    }

    private bool AreAllOut() => Array.TrueForAll(_out, o => o is not null);

    private string KeyOf(int lane) => lanes > 1 ? $"key {lane + 1} of {lanes}" : hasKeys ? "the key" : "the request";

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
