using System.Text;
using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using Npgsql;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The hunts of the service, as those who submit and read them see them. What their supervisors keep is in <see cref="TreeStore"/>.</summary>
/// <remarks>Every call throws <see cref="LedgerException"/> when the database cannot serve; nothing was changed then, as far as can be known.</remarks>
public sealed class HuntStore(PostgresStore store)
{
    private readonly PostgresDatabase _database = store.Access;

    /// <summary>Adds a hunt with its trees; the same idempotency key makes one hunt, also when both requests come at once.</summary>
    public async ValueTask<Submission> SubmitAsync(HuntToSubmit hunt, CancellationToken cancellation)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        var isTaken = hunt.Seeds.Select(s => !values.Add(s.Value)).ToArray();
        return await _database.RunAsync(
            batch =>
            {
                batch.Add("Hunts/hunt_insert")
                    .With(hunt.Name).With(hunt.SubmittedBy).With(hunt.IdempotencyKey).With(hunt.RequestHash.ToArray())
                    .With((short)hunt.Depth).With(hunt.Plain).With(hunt.SendReserved).With((long)hunt.MaxAge.TotalMilliseconds).With(hunt.Duplicates)
                    .With(hunt.BadLines).With(BadSeedLines.Write(hunt.FirstBadLines)).With(hunt.Seeds.Count).With(_database.Now)
                    .With(JsonSerializer.SerializeToUtf8Bytes(hunt.Rules, ServiceJson.Default.HuntRules));
                batch.Add("Hunts/trees_insert")
                    .With(hunt.Seeds.Select(s => (short)s.Type).ToArray())
                    .With(hunt.Seeds.Select(s => Bytes(s.Value)).ToArray())
                    .With(isTaken)
                    .With(hunt.Seeds.Select(s => (short)hunt.Sharing.GetValueOrDefault(s, hunt.Rules.Sharing)).ToArray());
                batch.Add("Hunts/hunt_by_key").With(hunt.SubmittedBy).With(hunt.IdempotencyKey);
            },
            (row, token) => ReadSubmissionAsync(row, hunt.RequestHash, token),
            cancellation);
    }

    /// <returns>Null when there is no such hunt.</returns>
    public ValueTask<HuntView?> FindAsync(HuntId hunt, CancellationToken cancellation) =>
        _database.FirstAsync(batch => batch.Add("Hunts/hunt_find").With(hunt.Value), Hunt, cancellation);

    /// <summary>With all that its progress is composed of.</summary>
    /// <returns>Null when there is no such hunt.</returns>
    public ValueTask<HuntSnapshot?> LookAsync(HuntId hunt, CancellationToken cancellation) => _database.FirstAsync(
        batch => batch.Add("Hunts/hunt_moment").With(hunt.Value).With(_database.Now),
        row => new HuntSnapshot(Hunt(row), Time(row.GetInt64(19)), row.IsDBNull(20) ? null : Ids(row.GetFieldValue<int[]>(20)), Time(row.GetInt64(21)))
        {
            OperationsBefore = Ids(row.GetFieldValue<int[]>(22)),
        },
        cancellation);

    /// <summary>The newest first.</summary>
    /// <param name="before">Only hunts with smaller numbers; null for all.</param>
    /// <param name="state">Null for all.</param>
    /// <param name="most">At most so many.</param>
    public ValueTask<IReadOnlyList<HuntView>> ListAsync(long? before, HuntState? state, int most, CancellationToken cancellation) => _database.RowsAsync(
        batch => batch.Add("Hunts/hunt_list").With(before).With((short?)state).With(most), Hunt, cancellation);

    /// <summary>Trees in the order of the seeds.</summary>
    /// <param name="after">Only trees with greater numbers.</param>
    /// <param name="most">At most so many.</param>
    public ValueTask<IReadOnlyList<TreeView>> TreesAsync(HuntId hunt, int after, int most, CancellationToken cancellation) => _database.RowsAsync(
        batch => batch.Add("Hunts/trees_page").With(hunt.Value).With(after).With(most),
        row => new TreeView
        {
            Number = row.GetInt32(0),
            Type = ((IocType)row.GetInt16(1)).Name(),
            Value = Text(row, 2),
            State = (TreeState)row.GetInt16(3),
            Nodes = row.IsDBNull(4) ? null : row.GetInt32(4),
            Missing = row.IsDBNull(5) ? null : row.GetInt32(5),
            FileName = row.IsDBNull(6) ? null : row.GetString(6),
            Problem = row.IsDBNull(7) ? null : Text(row, 7),
        },
        cancellation);

    /// <param name="formats">The files that are wanted.</param>
    /// <returns>Null when there is no such tree.</returns>
    public async ValueTask<StoredTree?> ResultAsync(HuntId hunt, int number, IReadOnlyList<string> formats, CancellationToken cancellation) =>
        ByTree(await _database.RowsAsync(
            batch => batch.Add("Hunts/result_find").With(hunt.Value).With(number).With(formats.ToArray()), File, cancellation)).FirstOrDefault();

    /// <summary>The trees that are written, with their files, in the order of the seeds.</summary>
    /// <param name="formats">The files that are wanted; a tree without any of them is left out.</param>
    /// <param name="after">Only trees with greater numbers.</param>
    /// <param name="most">At most so many: all are in memory at once.</param>
    public async ValueTask<IReadOnlyList<StoredTree>> ResultsAsync(
        HuntId hunt, IReadOnlyList<string> formats, int after, int most, CancellationToken cancellation) => [.. ByTree(await _database.RowsAsync(
        batch => batch.Add("Hunts/results_page").With(hunt.Value).With(after).With(most).With(formats.ToArray()), File, cancellation))];

    /// <summary>The tallies of the trees that are over, in the order of the seeds.</summary>
    /// <param name="after">Only trees with greater numbers.</param>
    /// <param name="since">Only those that were over then or later.</param>
    /// <param name="most">At most so many.</param>
    public ValueTask<IReadOnlyList<TreeTallyRow>> TalliesAsync(
        HuntId hunt, int after, DateTimeOffset since, int most, CancellationToken cancellation) => _database.RowsAsync(
        batch => batch.Add("Hunts/tallies_page").With(hunt.Value).With(after).With(since.ToUnixTimeMilliseconds()).With(most),
        row => new TreeTallyRow(
            row.GetInt32(0),
            Time(row.GetInt64(1)),
            row.IsDBNull(2) ? null : JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(2), ServiceJson.Default.TreeTally),
            row.IsDBNull(3) ? null : Text(row, 3)),
        cancellation);

    private static TreeFile File(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.IsDBNull(2) ? null : Time(row.GetInt64(2)),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(3) ? default : row.GetFieldValue<byte[]>(4));

    private static IEnumerable<StoredTree> ByTree(IReadOnlyList<TreeFile> files) => files.GroupBy(file => file.Number).Select(tree =>
    {
        var first = tree.First();
        var stored = first.Format is null ? null : new TreeFiles(first.Name!, tree.ToDictionary(file => file.Format!, file => file.Content));
        return new StoredTree(first.Number, stored, first.WrittenAt);
    });

    private static string Text(NpgsqlDataReader row, int column) => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(column));

    private static async Task<Submission> ReadSubmissionAsync(NpgsqlDataReader row, ReadOnlyMemory<byte> requestHash, CancellationToken cancellation)
    {
        if (await row.ReadAsync(cancellation))
        {
            return new Submission.Made(new(row.GetInt64(0)));
        }

        // The trees have no result of their own: what comes next is the hunt that stands.
        await row.NextResultAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
        {
            throw new LedgerException("The hunt with this Idempotency-Key was deleted at the very moment. Submit it again.", LedgerErrorKind.Unavailable);
        }

        var id = new HuntId(row.GetInt64(0));
        return row.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(requestHash.Span) ? new Submission.Repeated(id) : new Submission.KeyIsTaken(id);
    }

    /// <summary>A row of result_find or results_page.</summary>
    private sealed record TreeFile(int Number, string? Name, DateTimeOffset? WrittenAt, string? Format, ReadOnlyMemory<byte> Content);
}
