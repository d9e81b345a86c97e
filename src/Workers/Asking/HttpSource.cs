using System.Collections.Frozen;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Http;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Asking;

/// <summary>A source that is asked over HTTP: all its keys over one pool of connections, with one circuit breaker.</summary>
public sealed class HttpSource : ISource, IDisposable
{
    private readonly Dictionary<string, string?> _apiKeys = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, ISourceOperation> _operations;
    private readonly FrozenDictionary<string, SourcePace> _paces;
    private readonly SourcePace _pace;
    private readonly Action<Notice> _notify;
    private readonly Lock _randomLock = new();
    private readonly Random _random;
    private readonly CancellationTokenSource _givenUp = new();
    private ISourceHost? _host;
    private long _requests;
    private long _dropped;

    /// <param name="notify">Takes lines for the user; called from any thread.</param>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    public HttpSource(
        HttpSourceOptions options, Action<Notice> notify, TimeProvider time, Random random, Func<HttpMessageHandler>? createHandler = null)
    {
        (Options, _notify, Time, _random) = (options, notify, time, random);
        foreach (var apiKey in options.ApiKeys.Count == 0 ? [null] : options.ApiKeys.ToArray<string?>())
        {
            // A key that stands twice in the configuration is one.
            _ = _apiKeys.TryAdd(KeyName.Of(options.Name, apiKey), apiKey);
        }

        Keys = [.. _apiKeys.Keys.Select(name => new SourceKey(name, options.Quota, options.MaxConcurrency))];
        Operations = [.. options.Operations.Select(o => o.Operation)];
        Alike = [.. AlikeOperations.Groups(options.Operations).Select(g => g.Select(o => o.Operation).ToList())];
        _operations = options.Operations.ToFrozenDictionary(o => o.Operation.Name);
        Shared = new(options.Operations, time);
        _pace = new(options.PerSecond > 0 ? TimeSpan.FromSeconds(1.0 / options.PerSecond) : TimeSpan.Zero, time);
        _paces = options.Operations.Where(o => o.Pause > TimeSpan.Zero)
            .ToFrozenDictionary(o => o.Operation.Name, o => new SourcePace(o.Pause, time));
        Options.Names?.Expect();
        Health = new(options.Resilience, options.RecoverAfter, time)
        {
            OnRest = OnRest,
            OnWell = () => _notify(new(IsError: false, $"{Name} answers again.")),
            OnLost = OnLost,
            OnChange = () => Volatile.Read(ref _host)?.Changed(),
        };
        Pipelines = new(options.Resilience, Health, time, NextRandom);
        Http = new(
            new()
            {
                MaxConnections = options.MaxConcurrency * _apiKeys.Count,
                AnswerBytes = options.Resilience.AnswerBytes,
                NamePatience = TimeSpan.FromTicks(Math.Min(NameLookUp.Patience.Ticks, options.Resilience.AttemptTimeout.Ticks * 4 / 5)),
                ChecksBeforeSending = ChecksBeforeSending,
                RetryAfterHeaders = [.. options.Operations.SelectMany(o => o.RetryAfterHeaders).Distinct(StringComparer.OrdinalIgnoreCase)],
            },
            time,
            createHandler);
    }

    public string Name => Options.Name;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<IReadOnlyList<Operation>> Alike { get; }

    public IReadOnlyList<SourceKey> Keys { get; }

    public SourceAvailability Availability => Health.Availability;

    public SourceStatus Status => new()
    {
        Requests = Interlocked.Read(ref _requests),
        DroppedValues = Interlocked.Read(ref _dropped),
    };

    internal HttpSourceOptions Options { get; }

    internal SourceHealth Health { get; }

    internal SourcePipelines Pipelines { get; }

    internal SourceHttp Http { get; }

    internal TimeProvider Time { get; }

    /// <summary>Where a permit may become too old; and in a service, where other nodes may have taken this one's work over.</summary>
    internal bool ChecksBeforeSending => !Options.Quota.IsUnlimited || Options.RecoverAfter is not null;

    /// <summary>Replies to requests that more than one operation would send.</summary>
    internal SharedReplies Shared { get; }

    /// <summary>What is open is answered with, once it is lost for the run; null while it is not.</summary>
    internal Answer.NotAnswered? LostForTheRun => Availability is SourceAvailability.Unreachable { IsForTheRun: true } lost
        ? new(NotAnsweredReason.Failed, $"{Name} could not be reached: {lost.Error}")
        : null;

    public void Attach(ISourceHost host) => Volatile.Write(ref _host, host);

    public ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation)
    {
        var asked = _operations[operation.Operation.Name];
        var isKnownAsNothing = !asked.CanBeAskedAbout(ioc);
        if (isKnownAsNothing || key.GetRefusal(operation.Id) is not null)
        {
            key.Forgo();
            return new(isKnownAsNothing ? Answer.Empty.Instance : null);
        }

        return new HttpQuery(this, key, _apiKeys[key.Key.Name], asked, operation.Id, ioc).RunAsync(cancellation);
    }

    public void Dispose()
    {
        _givenUp.Dispose();
        Health.Dispose();
        Http.Dispose();
    }

    /// <returns>False when it was given up meanwhile.</returns>
    internal async ValueTask<bool> WaitForPaceAsync(Operation operation, CancellationToken cancellation)
    {
        if (Options.Names is null || (Options.PerSecond <= 0 && !_paces.ContainsKey(operation.Name)))
        {
            await WaitAsync(operation, cancellation);
            return true;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _givenUp.Token);
        try
        {
            await WaitAsync(operation, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (_givenUp.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The cause is not the source's, and was told for all of them.</summary>
    internal void GiveUp(string error)
    {
        Health.GiveUp(error);
        _givenUp.Cancel();
    }

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountDropped(int values)
    {
        if (values > 0)
        {
            Interlocked.Add(ref _dropped, values);
        }
    }

    /// <summary>The source said "later" to a key: nobody uses it for a while, here at once, elsewhere as the throttle says.</summary>
    internal void Throttled(KeyGate key, TimeSpan? retryAfter, string detail) =>
        key.Throttled(SourcePipelines.PauseAfterThrottling(retryAfter, key.BlocksInARow, NextRandom(), Options.Resilience), retryAfter, detail);

    private async ValueTask WaitAsync(Operation operation, CancellationToken cancellation)
    {
        await _pace.WaitAsync(cancellation);
        if (_paces.TryGetValue(operation.Name, out var pace))
        {
            await pace.WaitAsync(cancellation);
        }
    }

    private void OnRest(string error)
    {
        if (!IsOfAllSources(error))
        {
            var (pause, probes) = (Options.Resilience.BreakerPause, Options.Resilience.BreakerProbes);
            _notify(new(IsError: false, $"{Name} does not answer ({error}): it is tried again every {pause.TotalSeconds:0.#} s, {probes} times."));
        }
    }

    private void OnLost(string error)
    {
        if (Options.RecoverAfter is { } after)
        {
            // No answers for all: this node's network may be what is broken, and others may reach the source.
            _notify(new(
                IsError: true,
                $"{Name} could not be reached: {error}. This node asks nothing of it and tries again in {Duration.Text(after)}."));
            return;
        }

        if (!IsOfAllSources(error))
        {
            _notify(new(
                IsError: true,
                $"{Name} could not be reached: {error}. It is given up for this run; what is open is recorded as not answered. "
                + "Run the same command again to ask it."));
        }

        Volatile.Read(ref _host)?.Lost(error);
    }

    /// <summary>Then one line is for all of them.</summary>
    private bool IsOfAllSources(string error) => error == HttpErrorTranslator.Unresolved && Options.Names is { MayBeTheCause: true };

    private double NextRandom()
    {
        lock (_randomLock)
        {
            return _random.NextDouble();
        }
    }
}
