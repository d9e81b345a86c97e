using System.Text;
using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>What the supervisors of hunts and the recorders of results keep in the database.</summary>
/// <remarks>
/// The events of a hunt are authoritative; its row and those of its trees are read models. Every call may be made again with the same: it
/// changes nothing then, but for a retry, which begins one more round.
/// Every call throws <see cref="LedgerException"/> when the database cannot serve.
/// </remarks>
public sealed class TreeStore(PostgresStore store)
{
    private readonly PostgresDatabase _database = store.Access;

    /// <summary>The hunts that are not over.</summary>
    public ValueTask<IReadOnlyList<HuntId>> OpenHuntsAsync(CancellationToken cancellation) =>
        _database.RowsAsync(batch => batch.Add("Hunts/hunts_open"), row => new HuntId(row.GetInt64(0)), cancellation);

    /// <summary>What a hunt goes by.</summary>
    /// <returns>Null when there is no such hunt.</returns>
    public ValueTask<StoredHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation) => _database.FirstAsync(
        batch => batch.Add("Hunts/hunt_load").With(hunt.Value),
        row => new StoredHunt
        {
            Id = hunt,
            State = (HuntState)row.GetInt16(0),
            Depth = row.GetInt16(1),
            Plain = row.GetBoolean(2),
            SendReserved = row.GetBoolean(3),
            Freshness = new(Time(row.GetInt64(4)), Time(row.GetInt64(5))),
            Operations = row.IsDBNull(6) ? null : Cleared(row.GetFieldValue<int[]>(6), row.IsDBNull(7) ? [] : row.GetFieldValue<short[]>(7)),
            IsCleared = !row.IsDBNull(7),
            Rules = HuntSql.Rules(row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8)),
            Trees = row.GetInt32(9),
        },
        cancellation);

    /// <summary>Fixes the operations of a hunt, in tree order, and what each is cleared for.</summary>
    /// <returns>These, or those that were fixed first; null when the hunt is gone.</returns>
    public ValueTask<IReadOnlyList<ClearedOperation>?> PinAsync(
        HuntId hunt, IReadOnlyList<ClearedOperation> operations, CancellationToken cancellation) => _database.FirstAsync(
        batch => batch.Add("Hunts/hunt_pin")
            .With(hunt.Value).With(operations.Select(o => o.Id.Value).ToArray()).With(operations.Select(o => (short)o.ClearedFor).ToArray()),
        row => (IReadOnlyList<ClearedOperation>?)Cleared(row.GetFieldValue<int[]>(0), row.IsDBNull(1) ? [] : row.GetFieldValue<short[]>(1)),
        cancellation);

    /// <summary>Seeds from a number on, in their order.</summary>
    /// <param name="first">The first number; they count from 1.</param>
    /// <param name="most">At most so many.</param>
    public ValueTask<IReadOnlyList<StoredSeed>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation) => _database.RowsAsync(
        batch => batch.Add("Hunts/seeds_page").With(hunt.Value).With(first).With(most),
        row => new StoredSeed(
            row.GetInt32(0),
            new((IocType)row.GetInt16(1), Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(2))),
            row.GetBoolean(3),
            (SharingLevel)row.GetInt16(4)),
        cancellation);

    /// <summary>The trees that are over, by number: for a hunt of the version before, which has no events.</summary>
    public ValueTask<IReadOnlyList<(int Number, TreeState State, int Nodes)>> EndedAsync(HuntId hunt, CancellationToken cancellation) => _database.RowsAsync(
        batch => batch.Add("Hunts/trees_ended").With(hunt.Value),
        row => (row.GetInt32(0), (TreeState)row.GetInt16(1), row.GetInt32(2)),
        cancellation);

    /// <summary>How the hunt stands, after an event.</summary>
    /// <returns>False when it was deleted.</returns>
    public ValueTask<bool> UpdateAsync(HuntListing listing, CancellationToken cancellation) => _database.AnyAsync(
        batch => batch.Add("Hunts/hunt_update")
            .With(listing.Hunt.Value).With((short)listing.State).With(listing.Trees.Waiting + listing.Trees.Exploring).With(listing.Trees.Exploring)
            .With(listing.Trees.Complete).With(listing.Trees.WithMissing).With(listing.Trees.GivenUp)
            .With(listing.Nodes).With(_database.Now).With(listing.Active.ToArray()),
        cancellation);

    /// <summary>Sends trees back to be explored again.</summary>
    /// <returns>Since when failures count from now on; null when the hunt was deleted.</returns>
    public ValueTask<DateTimeOffset?> RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation) => _database.FirstAsync(
        batch => batch.Add("Hunts/hunt_retry").With(hunt.Value).With(trees.ToArray()).With(_database.Now),
        row => (DateTimeOffset?)Time(row.GetInt64(0)),
        cancellation);

    /// <summary>Removes a hunt with all its results, whatever its state.</summary>
    /// <returns>False when it was not there (any more).</returns>
    public ValueTask<bool> DeleteAsync(HuntId hunt, CancellationToken cancellation) =>
        _database.AnyAsync(batch => batch.Add("Hunts/hunt_delete").With(hunt.Value), cancellation);

    /// <summary>
    /// Records trees that are over, all or nothing. One of a hunt that was deleted, or from before a retry, is skipped. Of a tree that is given twice, the
    /// last counts.
    /// </summary>
    /// <returns>Those that were recorded.</returns>
    public async ValueTask<IReadOnlySet<TreeId>> RecordAsync(IReadOnlyList<FinishedTree> trees, CancellationToken cancellation)
    {
        List<FinishedTree> sorted =
        [
            .. trees.Reverse().DistinctBy(t => (t.Tree, t.FailuresSince)).OrderBy(t => t.Tree.Hunt.Value).ThenBy(t => t.Tree.Number),
        ];
        List<(int Place, string Format, byte[] Content)> files =
        [
            .. sorted.SelectMany((tree, i) =>
                tree.Files?.ByFormat.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (i + 1, f.Key, f.Value.ToArray())) ?? []),
        ];
        var recorded = await _database.RowsAsync(
            batch => batch.Add("Hunts/trees_record")
                .With(sorted.Select(t => t.Tree.Hunt.Value).ToArray()).With(sorted.Select(t => t.Tree.Number).ToArray())
                .With(sorted.Select(t => t.FailuresSince.ToUnixTimeMilliseconds()).ToArray()).With(sorted.Select(t => (short)t.State).ToArray())
                .With(sorted.Select(t => t.Nodes).ToArray()).With(sorted.Select(t => t.Missing).ToArray())
                .With(sorted.Select(t => t.Files?.Name).ToArray()).With(sorted.Select(Tally).ToArray())
                .With(sorted.Select(t => t.Problem is null ? null : Bytes(t.Problem)).ToArray()).With(files.Select(f => f.Place).ToArray())
                .With(files.Select(f => f.Format).ToArray()).With(files.Select(f => f.Content).ToArray()).With(_database.Now),
            row => new TreeId(new(row.GetInt64(0)), row.GetInt32(1)),
            cancellation);
        return recorded.ToHashSet();
    }

    private static byte[]? Tally(FinishedTree tree) =>
        tree.Tally is null ? null : JsonSerializer.SerializeToUtf8Bytes(tree.Tally, ServiceJson.Default.TreeTally);

    // A hunt of the version before has no clearances until it is prepared again: the lowest level stands in their place.
    private static List<ClearedOperation> Cleared(int[] operations, short[] clearances) =>
        [.. operations.Select((id, i) => new ClearedOperation(new(id), i < clearances.Length ? (SharingLevel)clearances[i] : SharingLevel.Clear))];
}
