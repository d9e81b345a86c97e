using System.Text;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using NpgsqlTypes;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>Who explores which tree.</summary>
/// <remarks>
/// <para>A tree goes through these states; every step but the first two is fenced by the node and the epoch of the lease:</para>
/// <code>
///   waiting ──take──► exploring ──finish──► complete, with missing, given up
///      ▲                 │
///      └─────────────────┘ release; or the node died (its row lapsed), and deaths + 1
/// </code>
/// <para>A crash after a take leaves the tree with the node's row; it comes back when the row lapses. A call whose answer was lost may leave a tree with a living
/// node that does not know of it: nodes compare now and then what they explore with <see cref="OwnedAsync"/>. A crash before a finish costs the walk, not one
/// answer; a finish that comes late is refused, so the result is written once.</para>
/// <para>Every call throws <see cref="LedgerException"/> when the database cannot serve.</para>
/// </remarks>
public sealed class TreeStore(PostgresStore store)
{
    private readonly PostgresCalls _calls = store.Calls;

    /// <summary>The hunts that are not over.</summary>
    /// <param name="waiting">Waiting trees are counted up to so many.</param>
    public ValueTask<IReadOnlyList<OpenHunt>> OpenHuntsAsync(int waiting, CancellationToken cancellation) => _calls.RowsAsync(
        HuntsOpen,
        [Parameter(waiting, NpgsqlDbType.Integer)],
        row => new OpenHunt(
            new(row.GetInt64(0)),
            (HuntState)row.GetInt16(1),
            row.GetInt16(2),
            row.GetBoolean(3),
            row.GetBoolean(4),
            new(Time(row.GetInt64(5)), Time(row.GetInt64(6))),
            row.IsDBNull(7) ? null : Ids(row.GetFieldValue<int[]>(7)),
            row.GetInt32(8),
            row.GetInt32(9))
        {
            Rules = row.IsDBNull(10) ? new() : JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(10), ServiceJson.Default.HuntRules)!,
        },
        cancellation);

    /// <summary>Fixes the operations of a hunt.</summary>
    /// <returns>These, or those that another node has fixed first; null when the hunt is gone.</returns>
    public ValueTask<IReadOnlyList<OperationId>?> PinAsync(HuntId hunt, IReadOnlyList<OperationId> operations, CancellationToken cancellation) => _calls.FirstAsync(
        HuntPin,
        [Parameter(hunt.Value, NpgsqlDbType.Bigint), Parameter(operations.Select(o => o.Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer)],
        row => Ids(row.GetFieldValue<int[]>(0)),
        cancellation);

    /// <summary>Takes waiting trees of running hunts, first seed first.</summary>
    /// <param name="node">For whom; a node that was declared dead gets none.</param>
    /// <param name="room">At most so many of each hunt.</param>
    public ValueTask<IReadOnlyList<TakenTree>> TakeAsync(NodeId node, IReadOnlyList<(HuntId Hunt, int Room)> room, CancellationToken cancellation) => _calls.RowsAsync(
        TreesTake,
        [
            Parameter(node.Value, NpgsqlDbType.Bigint),
            Parameter(room.Select(r => r.Hunt.Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Parameter(room.Select(r => r.Room).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer),
        ],
        row => new TakenTree(
            new(new(row.GetInt64(0)), row.GetInt32(1), node, new(row.GetInt64(5))),
            new((IocType)row.GetInt16(2), Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(3))),
            row.GetBoolean(4),
            row.GetInt16(6),
            (SharingLevel)row.GetInt16(7)),
        cancellation);

    /// <summary>Gives trees back; those that have changed hands are passed over. All of one node.</summary>
    public ValueTask ReleaseAsync(IReadOnlyList<TreeLease> leases, CancellationToken cancellation) => leases.Count == 0 ? default : _calls.RunAsync(
        TreesRelease,
        [
            Parameter(leases[0].Node.Value, NpgsqlDbType.Bigint),
            Parameter(leases.Select(l => l.Hunt.Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Parameter(leases.Select(l => l.Number).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer),
            Parameter(leases.Select(l => l.Epoch.Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
        ],
        cancellation);

    /// <summary>The trees that the database believes the node to own.</summary>
    public ValueTask<IReadOnlyList<TreeLease>> OwnedAsync(NodeId node, CancellationToken cancellation) => _calls.RowsAsync(
        TreesOfNode,
        [Parameter(node.Value, NpgsqlDbType.Bigint)],
        row => new TreeLease(new(row.GetInt64(0)), row.GetInt32(1), node, new(row.GetInt64(2))),
        cancellation);

    /// <summary>Ends a tree: its state, its files and the counts of its hunt, all or nothing.</summary>
    /// <returns>False when the lease is void: somebody else has the tree, or nobody needs it. Nothing was changed.</returns>
    public async ValueTask<bool> FinishAsync(FinishedTree tree, CancellationToken cancellation) => await _calls.FirstAsync(
        TreeFinish,
        [
            Parameter(tree.Lease.Hunt.Value, NpgsqlDbType.Bigint),
            Parameter(tree.Lease.Number, NpgsqlDbType.Integer),
            Parameter(tree.Lease.Node.Value, NpgsqlDbType.Bigint),
            Parameter(tree.Lease.Epoch.Value, NpgsqlDbType.Bigint),
            Parameter((short)tree.State, NpgsqlDbType.Smallint),
            Maybe(tree.Nodes, NpgsqlDbType.Integer),
            Maybe(tree.Missing, NpgsqlDbType.Integer),
            Maybe(tree.Files?.Name, NpgsqlDbType.Text),
            Maybe(tree.Tally is null ? null : JsonSerializer.SerializeToUtf8Bytes(tree.Tally, ServiceJson.Default.TreeTally), NpgsqlDbType.Bytea),
            Maybe(tree.Problem is null ? null : Bytes(tree.Problem), NpgsqlDbType.Bytea),
            Maybe(tree.Files?.Txt, NpgsqlDbType.Bytea),
            Maybe(tree.Files?.Json, NpgsqlDbType.Bytea),
            Maybe(_calls.Now, NpgsqlDbType.Bigint),
        ],
        _ => (bool?)true,
        cancellation) ?? false;
}
