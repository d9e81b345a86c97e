using System.Collections.Concurrent;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Rdap;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// RDAP: who registered a domain, whose network an address is in. Not one server but some dozens, one for each registry: behind the one
/// source stands an <see cref="HttpSource"/> for each registry's host, with a quota and a breaker of its own, so that one that is slow,
/// away or angry does not delay the others.
/// </summary>
/// <remarks>
/// Queries come from the throttle of <c>RDAP</c>, which has no quota; permits come from a throttle for each host, named <c>RDAP (host)</c>,
/// so that all nodes of a cluster share its quota. A query that has to wait too long for its host is handed back: it shall not stand in the
/// way of those that could be asked.
/// </remarks>
public sealed class RdapSource : ISource, IDisposable
{
    public const string SourceName = "RDAP";

    private const int RequestsAtOnceForOneHost = 2;

    // The one figure that a registry has published; it blocks for minutes who asks more.
    private const int LacnicPerMinute = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly string[] CarefulHosts = ["lacnic.net", "registro.br"];

    private readonly ConcurrentDictionary<string, Lazy<Host>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpSourceOptions _options;
    private readonly Func<HttpSourceOptions, HttpSource> _create;
    private readonly Dictionary<string, RdapOperation> _operations;
    private readonly RegistryList _registries;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private ISourceHost? _host;

    /// <param name="options">The source as it is configured; its quota is for each registry's host.</param>
    /// <param name="notify">Takes lines for the user; called from any thread.</param>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    public RdapSource(
        HttpSourceOptions options, Action<Notice> notify, TimeProvider time, Random random, Func<HttpMessageHandler>? createHandler = null)
    {
        (_options, _time) = (options, time);
        var chance = new Lock();
        _create = host =>
        {
            lock (chance)
            {
                return new(host, notify, time, new(random.Next()), createHandler);
            }
        };
        var lists = BootstrapOperation.FolderOf(options.Operations[0]);
        _registries = new(lists, operations => _create(ForHost("IANA", operations) with { Quota = QuotaLimits.Unlimited }), time);
        _operations = options.Operations.ToDictionary(
            o => o.Operation.Name, o => new RdapOperation(o, _registries.Find, options.Resilience.AnswerDepth), StringComparer.Ordinal);
        Operations = [.. options.Operations.Select(o => o.Operation)];
        Alike = [.. AlikeOperations.Groups(_operations.Values).Select(g => g.Select(o => o.Operation).ToList())];
        Keys = [new(KeyName.Of(options.Name, null), QuotaLimits.Unlimited, options.MaxConcurrency)];
    }

    public string Name => _options.Name;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<IReadOnlyList<Operation>> Alike { get; }

    public IReadOnlyList<SourceKey> Keys { get; }

    public SourceStatus Status
    {
        get
        {
            var hosts = _hosts.Values.Where(host => host.IsValueCreated).Select(host => host.Value.Source.Status).ToList();
            return new() { Requests = hosts.Sum(host => host.Requests), DroppedValues = hosts.Sum(host => host.DroppedValues) };
        }
    }

    public void Attach(ISourceHost host) => Volatile.Write(ref _host, host);

    public async ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation)
    {
        key.Forgo();
        using var patience = new CancellationTokenSource(LongestWait, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token, patience.Token);
        try
        {
            limit.Token.ThrowIfCancellationRequested();
            if (!_operations[operation.Operation.Name].CanBeAskedAbout(ioc))
            {
                return Answer.Empty.Instance;
            }

            if (await _registries.PrepareAsync(ioc, limit.Token) is { } error)
            {
                return error;
            }

            if (_registries.Find(ioc) is not { } registry)
            {
                return WithoutRegistry(ioc);
            }

            var host = HostOf(registry);
            _ = await host.Source.Health.ReadyAsync(limit.Token);
            return await host.AskAsync(operation, ioc, limit.Token, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void StopStarting()
    {
        _stop.Cancel();
        _registries.StopStarting();
        foreach (var host in _hosts.Values.Where(host => host.IsValueCreated))
        {
            host.Value.StopStarting();
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _registries.Dispose();
        foreach (var host in _hosts.Values.Where(host => host.IsValueCreated))
        {
            host.Value.Source.Dispose();
        }
    }

    // A fact, and one that lasts: nobody publishes this top-level domain over RDAP, and asking again tomorrow will not change it. It is
    // said, so that it is not taken for "not registered".
    private static Answer.Found WithoutRegistry(Ioc ioc) => new([], Cut: false) { Tags = [new(ioc, "no RDAP registry", TagClass.Info)] };

    private static QuotaLimits QuotaOf(string host, QuotaLimits usual) =>
        usual[QuotaWindow.Minute] > LacnicPerMinute && CarefulHosts.Any(careful => host.EndsWith(careful, StringComparison.OrdinalIgnoreCase))
            ? usual.With(QuotaWindow.Minute, LacnicPerMinute)
            : usual;

    private Host HostOf(Uri registry) => _hosts.GetOrAdd(registry.Authority, authority => new(() => Open(authority))).Value;

    private Host Open(string authority)
    {
        var source = _create(ForHost(authority, [.. _operations.Values]) with { Quota = QuotaOf(authority, _options.Quota) });
        var key = source.Keys[0] with { Slots = 0, FullWidth = source.Options.MaxConcurrency };
        var host = _host ?? throw new InvalidOperationException("RDAP is asked before anybody runs it.");
        return new(source, host.OpenGate(source.Name, key));
    }

    private HttpSourceOptions ForHost(string host, IReadOnlyList<ISourceOperation> operations) => _options with
    {
        Name = $"{_options.Name} ({host})",
        Operations = operations,
        ApiKeys = [],
        MaxConcurrency = Math.Min(RequestsAtOnceForOneHost, _options.MaxConcurrency),
    };

    /// <summary>A registry's host. Nothing else asks it, so what it refuses is answered here.</summary>
    private sealed class Host(HttpSource source, KeyGate gate)
    {
        public HttpSource Source => source;

        public void StopStarting() => gate.Close();

        /// <param name="limit">For waiting until the host is willing.</param>
        /// <param name="cancellation">For all of it.</param>
        public async ValueTask<Answer?> AskAsync(
            NumberedOperation operation, Ioc ioc, CancellationToken limit, CancellationToken cancellation)
        {
            if (gate.GetRefusal(operation.Id) is null)
            {
                // The first permit is waited for under the limit; what has begun is given its time.
                var permit = await gate.TakeAsync(isExpected: false, limit);
                gate.Expect(1);
                gate.Done(permit, PermitUse.NotSent);
                if (await source.AskAsync(gate, operation, ioc, cancellation) is { } answer)
                {
                    return answer;
                }
            }

            return gate.GetRefusal(operation.Id);
        }
    }
}
