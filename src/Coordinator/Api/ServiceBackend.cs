using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api;

/// <summary>What the endpoints work on, once the database is there and this node is a member.</summary>
public sealed class ServiceBackend
{
    private readonly PostgresStore _store;
    private readonly NodeDirectory _nodes;
    private readonly OfferDirectory _offers;

    /// <param name="store">Stays the caller's.</param>
    /// <param name="commands">To the supervisors of hunts.</param>
    /// <param name="nodes">The members.</param>
    /// <param name="offers">What live workers offer.</param>
    /// <param name="options">Of the API.</param>
    /// <param name="lists">For what is exported; null: there are none.</param>
    public ServiceBackend(
        PostgresStore store, IHuntCommands commands, NodeDirectory nodes, OfferDirectory offers, ApiOptions options, TagRule? lists = null)
    {
        (_store, Commands, _nodes, _offers) = (store, commands, nodes, offers);
        Hunts = new(store);
        Tokens = new(store);
        Progress = new(this, options);
        Directory = new(Tokens, options);
        Findings = new(store, options.Time, lists);
    }

    public HuntStore Hunts { get; }

    /// <summary>What the hunts found.</summary>
    public Findings.ServiceFindings Findings { get; }

    public IHuntCommands Commands { get; }

    public TokenStore Tokens { get; }

    internal Access.TokenDirectory Directory { get; }

    internal Hunts.ProgressReader Progress { get; }

    /// <summary>The members of the cluster, as this node saw them last.</summary>
    public IReadOnlyList<NodeState> Nodes => _nodes.Nodes;

    /// <summary>What live workers offer; may be a moment old.</summary>
    public Task<IReadOnlyList<Operation>> OffersAsync(CancellationToken cancellation) =>
        OperationsAsync([.. _offers.Offers.Select(o => o.Operation)], cancellation);

    /// <summary>Operations by their numbers, in the order given.</summary>
    public async Task<IReadOnlyList<Operation>> OperationsAsync(IReadOnlyList<OperationId> ids, CancellationToken cancellation) =>
        [.. (await _store.OperationsAsync([.. ids.Select(id => new ClearedOperation(id, SharingLevel.Clear))], cancellation)).Select(o => o.Operation)];
}
