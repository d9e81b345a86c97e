using System.Collections.Concurrent;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Workers.Lanes;

namespace IocExplorer.Workers.Rdap;

/// <summary>
/// RDAP: who registered a domain, whose network an address is in. Not one server but some dozens, one for each registry: behind the one lane stands an
/// <see cref="HttpSource"/> for each registry's host, with a quota, a breaker and a standing of its own, so that one that is slow, away or angry is no trouble for the others.
/// </summary>
/// <remarks>
/// Quotas of registries are kept in the ledger under the host's name: nodes of a cluster share them. A node holds a host's quota as it holds a key; a query that has to wait too long for
/// its host is handed back, for the node that holds it, or for later.
/// </remarks>
public sealed class RdapSource : ISource, IDisposable
{
    public const string SourceName = "RDAP";

    private const int RequestsAtOnceForOneHost = 2;

    // The one figure that a registry has published; it blocks for minutes who asks more.
    private const int LacnicPerMinute = 10;
    private static readonly string[] CarefulHosts = ["lacnic.net", "registro.br"];

    private readonly ConcurrentDictionary<string, Lazy<HttpSource>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpSourceOptions _options;
    private readonly Func<HttpSourceOptions, HttpSource> _create;
    private readonly Dictionary<string, RdapOperation> _operations;
    private readonly RdapLane _lane;

    /// <param name="options">The source as it is configured; its quota is for each registry's host.</param>
    /// <param name="ledger">Keeps what is spent of the registries' quotas.</param>
    /// <param name="notify">Takes lines for the user; called from any thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">For jitter.</param>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    public RdapSource(
        HttpSourceOptions options, IClaimLedger ledger, Action<Notice> notify, TimeProvider time, Random random, Func<HttpMessageHandler>? createHandler = null)
    {
        _options = options;
        var chance = new Lock();
        _create = host =>
        {
            lock (chance)
            {
                return new(host, ledger, notify, time, new(random.Next()), createHandler);
            }
        };
        Registries = new(BootstrapOf(options.Operations[0]), operations => _create(ForHost("IANA", operations) with { Quota = QuotaLimits.Unlimited }), time);
        _operations = options.Operations.ToDictionary(o => o.Operation.Name, o => new RdapOperation(o, Registries.Find, options.Resilience.AnswerDepth), StringComparer.Ordinal);
        Operations = [.. options.Operations.Select(o => o.Operation)];
        _lane = new(this, options.MaxConcurrency, time);
    }

    public string Name => _options.Name;

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<ILane> Lanes => [_lane];

    internal RegistryList Registries { get; }

    /// <summary>The lanes of the hosts that were asked so far.</summary>
    internal IEnumerable<ILane> HostLanes => _hosts.Values.Where(host => host.IsValueCreated).Select(host => host.Value.Lanes[0]);

    public void Dispose()
    {
        _lane.Dispose();
        Registries.Dispose();
        foreach (var host in _hosts.Values.Where(host => host.IsValueCreated))
        {
            host.Value.Dispose();
        }
    }

    /// <summary>Where IANA's lists are, ending in a slash: beside "domain/{value}" of the definition's base URL, as in <c>https://data.iana.org/rdap/dns.json</c>.</summary>
    internal static Uri BootstrapOf(ISourceOperation configured)
    {
        var example = configured.Operation.Accepts[0] == IocType.IpAddress ? new Ioc(IocType.IpAddress, "192.0.2.1") : new Ioc(IocType.Domain, "example.com");
        using var request = configured.CreateRequest(example, null, null, 1);
        return new(request.RequestUri!, "../");
    }

    internal bool CanBeAskedAbout(Operation operation, Ioc ioc) => _operations[operation.Name].CanBeAskedAbout(ioc);

    /// <summary>The lane of the host that a registry stands on.</summary>
    internal ILane LaneOf(Uri registry) => _hosts.GetOrAdd(
        registry.Authority,
        host => new(() => _create(ForHost(host, [.. _operations.Values]) with { Quota = QuotaOf(host, _options.Quota) }))).Value.Lanes[0];

    private static QuotaLimits QuotaOf(string host, QuotaLimits usual) =>
        usual.PerMinute > LacnicPerMinute && CarefulHosts.Any(careful => host.EndsWith(careful, StringComparison.OrdinalIgnoreCase))
            ? usual with { PerMinute = LacnicPerMinute }
            : usual;

    private HttpSourceOptions ForHost(string host, IReadOnlyList<ISourceOperation> operations) => _options with
    {
        Name = $"{_options.Name} ({host})",
        Operations = operations,
        ApiKeys = [],
        LanesPerKey = 1,
        MaxConcurrency = Math.Min(RequestsAtOnceForOneHost, _options.MaxConcurrency),
    };
}
