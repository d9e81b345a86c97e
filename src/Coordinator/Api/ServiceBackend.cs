using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api;

/// <summary>What the endpoints work on, once the database is there.</summary>
public sealed class ServiceBackend
{
    private readonly PostgresStore _store;
    private readonly Cached<IReadOnlyList<OfferedOperation>> _offers;

    /// <param name="store">Stays the caller's.</param>
    /// <param name="options">Of the API.</param>
    public ServiceBackend(PostgresStore store, ApiOptions options)
    {
        _store = store;
        Hunts = new(store);
        Tokens = new(store);
        Progress = new(this, options);
        Directory = new(Tokens, options);
        _offers = new(store.OffersAsync, options.ProgressEvery, options.Time);
    }

    public HuntStore Hunts { get; }

    public TokenStore Tokens { get; }

    internal Access.TokenDirectory Directory { get; }

    internal Hunts.ProgressReader Progress { get; }

    /// <summary>As the last heartbeat of this node has found them.</summary>
    public IReadOnlyList<NodeState> Nodes => _store.Node.Alive;

    /// <summary>Told when a hunt was changed through this node, so that the part of it that explores looks at once. Must not wait.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>What live workers offer; may be a moment old.</summary>
    public Task<IReadOnlyList<OfferedOperation>> OffersAsync(CancellationToken cancellation) => _offers.GetAsync(cancellation);

    public Task<OperationCatalogue> CatalogueAsync(IReadOnlyList<OperationId> operations, CancellationToken cancellation) =>
        _store.CatalogueAsync(operations, cancellation);
}
