using System.Collections.Frozen;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Lanes;

/// <summary>A source that is asked over HTTP: one lane for each key, over one pool of connections, with one circuit breaker.</summary>
public sealed class HttpSource : ISource, IDisposable
{
    private readonly HttpSourceParts _parts;
    private readonly SourceStanding _standing;
    private readonly SourceHealth _health;
    private readonly SourceHttp _http;
    private readonly IReadOnlyList<HttpLane> _lanes;
    private readonly Lock _randomLock = new();
    private readonly Random _random;

    /// <param name="options">The source as it is configured.</param>
    /// <param name="ledger">Keeps what is spent of the keys.</param>
    /// <param name="notify">Takes lines for the user; called from any thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">For jitter.</param>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    public HttpSource(
        HttpSourceOptions options,
        IClaimLedger ledger,
        Action<Notice> notify,
        TimeProvider time,
        Random random,
        Func<HttpMessageHandler>? createHandler = null)
    {
        _random = random;
        var keys = options.ApiKeys.Count == 0 ? [null] : options.ApiKeys.ToArray<string?>();
        var shares = LaneShare.Split(options.Quota, options.MaxConcurrency, options.LanesPerKey);
        _standing = new(
            options.Name, keys.Length, shares.Count, hasKeys: options.ApiKeys.Count > 0, notify, options.RecoverAfter is { } after ? (after, time) : null);
        _health = new(HealthOptions(options, _standing, notify), time);
        _http = new(
            new()
            {
                MaxConnections = options.MaxConcurrency * keys.Length,
                AnswerBytes = options.Resilience.AnswerBytes,
                ChecksBeforeSending = !options.Quota.IsUnlimited,
                RetryAfterHeaders = [.. options.Operations.SelectMany(o => o.RetryAfterHeaders).Distinct(StringComparer.OrdinalIgnoreCase)],
            },
            time,
            createHandler is null ? null : _ => createHandler());
        Operations = [.. options.Operations.Select(o => o.Operation)];
        _parts = new(
            options,
            options.Operations.ToFrozenDictionary(o => o.Operation.Name),
            Operations,
            _http,
            _health,
            new SourcePipelines(options.Resilience, _health, time, NextRandom),
            _standing,
            time,
            NextRandom)
        {
            Pace = new(options.PerSecond > 0 ? TimeSpan.FromSeconds(1.0 / options.PerSecond) : TimeSpan.Zero, time),
            Paces = options.Operations.Where(o => o.Pause > TimeSpan.Zero).ToFrozenDictionary(o => o.Operation.Name, o => new SourcePace(o.Pause, time)),
        };

        // Silent: the node, which needs the ledger all the time, tells the user when it goes away.
        var watch = new LedgerWatch(_ => { });
        _lanes =
        [
            .. keys.SelectMany(key => shares.Select(share => (Key: key, Share: share))).Select((lane, i) => new HttpLane(
                _parts,
                i,
                lane.Key,
                lane.Share,
                new(
                    new(lane.Share.Quota),
                    ledger,
                    KeyName.Of(options.Name, lane.Key) + lane.Share.Suffix,
                    watch,
                    new() { FullWidth = lane.Share.MaxConcurrency, LongestWait = options.LongestQuotaWait, IsShared = options.RecoverAfter is not null },
                    time))),
        ];
    }

    public string Name => _parts.Options.Name;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<ILane> Lanes => _lanes;

    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }

        _standing.Dispose();
        _health.Dispose();
        _http.Dispose();
    }

    private static SourceHealthOptions HealthOptions(HttpSourceOptions options, SourceStanding standing, Action<Notice> notify)
    {
        var settings = options.Resilience;
        return new()
        {
            Probes = settings.BreakerProbes,
            FailedQueries = settings.BreakerMinimum,
            FailedFor = settings.BreakerPause * settings.BreakerProbes,
            RecoverAfter = options.RecoverAfter,
            OnRest = trouble => notify(new(
                IsError: false,
                $"{options.Name} does not answer ({trouble}): it is tried again every {settings.BreakerPause.TotalSeconds:0.#} s, {settings.BreakerProbes} times.")),
            OnWell = () => notify(new(IsError: false, $"{options.Name} answers again.")),
            OnLost = standing.Lost,
        };
    }

    private double NextRandom()
    {
        lock (_randomLock)
        {
            return _random.NextDouble();
        }
    }
}
