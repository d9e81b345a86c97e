using System.Globalization;
using System.Runtime.InteropServices;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Throttling;

/// <summary>All keys of a source: which may be used now, and what every query is answered with that none may ask. No I/O.</summary>
internal sealed class KeyRing(string source, SourceThrottleOptions options)
{
    private readonly Dictionary<string, KeyState> _keys = new(StringComparer.Ordinal);

    public IEnumerable<KeyState> All => _keys.Values;

    /// <summary>Whether any key is out, or refused an operation: else nothing has to be looked at.</summary>
    public bool HasRefusals { get; private set; }

    public KeyState? Find(string key) => _keys.GetValueOrDefault(key);

    public KeyState Learn(string key) => CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _) ??= new(key, options.Time);

    /// <summary>What a query of this operation is answered with because no key may ask it; null while one may.</summary>
    public Answer.NotAnswered? Refusal(OperationId operation)
    {
        if (!HasRefusals || _keys.Count == 0)
        {
            return null;
        }

        Answer.NotAnswered? last = null;
        foreach (var key in _keys.Values)
        {
            if (key.May(operation))
            {
                return null;
            }

            last = key.Out ?? key.Refused[operation].Why;
        }

        return last;
    }

    /// <summary>A worker reports that the source refuses a key something, or cannot be reached.</summary>
    /// <returns>What is to be written down; null when the key is unknown.</returns>
    public IReadOnlyList<QuotaProtocol.IEvent>? Handle(SourceThrottleProtocol.ICommand report)
    {
        switch (report)
        {
            case SourceThrottleProtocol.KeyThrottled throttled when Find(throttled.Key) is { } key:
                return Throttled(key, throttled.RetryAfter, throttled.Detail);
            case SourceThrottleProtocol.KeyRefused refused when Find(refused.Key) is { } key:
                return Refused(key, refused.Detail);
            case SourceThrottleProtocol.OperationRefused refused when Find(refused.Key) is { } key:
                return Refused(key, refused.Operation, refused.Detail)
                    ? [new QuotaProtocol.OperationOut(key.Name, refused.Operation, refused.Detail, options.Time.GetUtcNow())]
                    : [];
            case SourceThrottleProtocol.SourceLost lost:
                Lost(lost.Detail);
                return [];
            default:
                return null;
        }
    }

    /// <summary>The source said "later" to a key.</summary>
    /// <returns>What is to be written down.</returns>
    public IReadOnlyList<QuotaProtocol.IEvent> Throttled(KeyState key, TimeSpan? retryAfter, string detail)
    {
        var settings = options.Resilience;
        var pause = SourcePipelines.PauseAfterThrottling(retryAfter, key.Block.InARow, options.Random.NextDouble(), settings);
        var (inARow, lasting) = key.Block.Extend(pause, detail, key.InFlight);
        IReadOnlyList<QuotaProtocol.IEvent> gone = [];
        if (inARow > settings.BreakerProbes && lasting >= settings.QueryTimeout && key.Out is null)
        {
            if (options.RecoverAfter is { } rest)
            {
                // It rests, and is not out: another key may be luckier, and what waits may wait.
                key.Block.Extend(rest, $"it has let nothing through for {Duration.Text(lasting)} ({detail})", key.InFlight);
            }
            else
            {
                var why = $"it has let nothing through for {lasting.TotalMinutes:0.#} min ({detail})";
                gone = TakeOut(key, Later(why, options.Time.GetUtcNow() + (key.Block.Rest ?? pause)));
            }
        }

        return key is { IsMetered: true, IsKnown: true } ? [new QuotaProtocol.PermitsReserved(key.Name, 0, key.Text()), .. gone] : gone;
    }

    /// <summary>401.</summary>
    /// <returns>What is to be written down.</returns>
    public IReadOnlyList<QuotaProtocol.IEvent> Refused(KeyState key, string detail)
    {
        if (key.Out is not null)
        {
            return [];
        }

        var isKey = !key.Name.EndsWith(" without key", StringComparison.Ordinal);
        key.Detail = detail;
        return TakeOut(key, new(NotAnsweredReason.Refused, isKey ? $"the key: {detail}" : $"without a key: {detail}"));
    }

    /// <summary>403.</summary>
    /// <returns>False when that was known.</returns>
    public bool Refused(KeyState key, OperationId operation, string detail)
    {
        key.Detail = detail;
        HasRefusals = true;
        return key.Refused.TryAdd(operation, (new(NotAnsweredReason.Refused, detail), options.Time.GetUtcNow()));
    }

    /// <summary>A run that ends cannot reach the source.</summary>
    public void Lost(string detail)
    {
        foreach (var key in _keys.Values)
        {
            TakeOut(key, new(NotAnsweredReason.Failed, $"{source} could not be reached: {detail}"));
        }
    }

    /// <summary>The quota of a calendar window is used up for longer than anybody waits.</summary>
    /// <returns>What is to be written down.</returns>
    public IReadOnlyList<QuotaProtocol.IEvent> UsedUp(KeyState key, QuotaWindow window, TimeSpan wait)
    {
        var until = options.Time.GetUtcNow() + wait;
        var text = until.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return TakeOut(key, Later($"the quota of {key.Plan.Limits[window]} requests of the {window.Name} is used up until {text} UTC", until));
    }

    /// <summary>In a service: brings back what has been out for long enough.</summary>
    public IReadOnlyList<QuotaProtocol.IEvent> Recover()
    {
        if (options.RecoverAfter is not { } after || !HasRefusals)
        {
            return [];
        }

        var now = options.Time.GetUtcNow();
        var back = new List<QuotaProtocol.IEvent>();
        foreach (var key in _keys.Values)
        {
            if (key.Out is not null && now - key.OutSince >= after)
            {
                key.BringBack();
                back.Add(new QuotaProtocol.KeyBack(key.Name));
            }

            foreach (var operation in key.Refused.Where(refused => now - refused.Value.Since >= after).Select(refused => refused.Key).ToList())
            {
                key.Refused.Remove(operation);
                back.Add(new QuotaProtocol.OperationBack(key.Name, operation));
            }
        }

        HasRefusals = _keys.Values.Any(key => key.Out is not null || key.Refused.Count > 0);
        return back;
    }

    /// <summary>Takes over the journaled state of a key; a key that was rejected long enough ago is tried again.</summary>
    public void Restore(KeyState key, IEnumerable<QuotaProtocol.IEvent> events)
    {
        var since = options.RecoverAfter is { } after ? options.Time.GetUtcNow() - after : DateTimeOffset.MaxValue;
        foreach (var happened in events)
        {
            switch (happened)
            {
                case QuotaProtocol.PermitsReserved reserved:
                    key.Know(QuotaText.Read(reserved.Quota, key.Plan.Limits, options.Time.GetUtcNow()));
                    break;
                case QuotaProtocol.KeyOut gone when gone.At > since && key.Out is null:
                    key.TakeOut(new(gone.Reason, gone.Detail, gone.RetryAt), gone.At);
                    HasRefusals = true;
                    break;
                case QuotaProtocol.OperationOut refused when refused.At > since:
                    key.Refused.TryAdd(refused.Operation, (new(NotAnsweredReason.Refused, refused.Detail), refused.At));
                    HasRefusals = true;
                    break;
                default:
                    break;
            }
        }
    }

    private IReadOnlyList<QuotaProtocol.IEvent> TakeOut(KeyState key, Answer.NotAnswered why)
    {
        if (key.Out is not null)
        {
            return [];
        }

        key.TakeOut(why, options.Time.GetUtcNow());
        HasRefusals = true;
        return [new QuotaProtocol.KeyOut(key.Name, why.Reason, why.Detail, key.OutSince, why.RetryAt)];
    }

    private Answer.NotAnswered Later(string why, DateTimeOffset until) => new(NotAnsweredReason.Throttled, $"{source}: {why}", until);
}
