using System.Text.Json;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Persistence.Sqlite.Hunts;

/// <summary>What the calls of <see cref="SqliteHunts"/> do, in SQL, on the ledger's one thread. Keeps nothing in memory.</summary>
internal sealed class HuntTables
{
    private readonly Database _database;
    private readonly LedgerClock _clock;
    private readonly Statement _insertHunt;
    private readonly Statement _insertSeed;
    private readonly Statement _insertTree;
    private readonly Statement _insertKeys;
    private readonly Statement _count;
    private readonly Statement _end;
    private readonly Statement _listHunts;
    private readonly Statement _findHunt;
    private readonly Statement _listTrees;
    private readonly Statement _findTree;
    private readonly Statement _places;
    private readonly Statement _keys;

    public HuntTables(Database database, LedgerClock clock)
    {
        _database = database;
        _clock = clock;
        _insertHunt = database.Prepare("Hunts/hunt_insert");
        _insertSeed = database.Prepare("Hunts/seed_insert");
        _insertTree = database.Prepare("Hunts/tree_insert");
        _insertKeys = database.Prepare("Hunts/tree_keys_insert");
        _count = database.Prepare("Hunts/hunt_count");
        _end = database.Prepare("Hunts/hunt_end");
        _listHunts = database.Prepare("Hunts/hunt_list");
        _findHunt = database.Prepare("Hunts/hunt_find");
        _listTrees = database.Prepare("Hunts/tree_list");
        _findTree = database.Prepare("Hunts/tree_find");
        _places = database.Prepare("Hunts/tree_places");
        _keys = database.Prepare("Hunts/tree_keys");
    }

    /// <summary>Within a transaction.</summary>
    public HuntId Begin(HuntToRecord hunt)
    {
        _ = hunt.Name is null ? _insertHunt.BindNull(1) : _insertHunt.Bind(1, hunt.Name);
        var rules = JsonSerializer.SerializeToUtf8Bytes(hunt.Rules, ServiceJson.Default.HuntRules);
        _insertHunt.Bind(2, _clock.Now()).Bind(3, hunt.Depth).Bind(4, rules).Bind(5, hunt.Seeds.Count).Run();
        var id = _database.LastInsertedId;
        for (var i = 0; i < hunt.Seeds.Count; i++)
        {
            _insertSeed.Bind(1, id).Bind(2, i + 1).Bind(3, (int)hunt.Seeds[i].Type).Bind(4, hunt.Seeds[i].Value).Run();
        }

        return new(id);
    }

    /// <summary>Within a transaction.</summary>
    public void Record(HuntId hunt, IReadOnlyList<TreeToRecord> trees)
    {
        var (complete, withMissing, givenUp, nodes) = (0, 0, 0, 0L);
        foreach (var tree in trees)
        {
            _insertTree.Bind(1, hunt.Value).Bind(2, tree.Number).Bind(3, (int)tree.State).Bind(4, tree.Nodes).Bind(5, tree.Missing);
            _ = tree.Record is { } record ? _insertTree.BindBlob(6, record.Span) : _insertTree.BindNull(6);
            _insertTree.Run();
            if (_database.Changes == 0)
            {
                continue;
            }

            if (tree.Keys is { } keys)
            {
                _insertKeys.Bind(1, _database.LastInsertedId).BindBlob(2, keys.Span).Run();
            }

            nodes += tree.Nodes;
            _ = tree.State switch
            {
                TreeState.Complete => complete++,
                TreeState.WithMissing => withMissing++,
                _ => givenUp++,
            };
        }

        _count.Bind(1, hunt.Value).Bind(2, complete).Bind(3, withMissing).Bind(4, givenUp).Bind(5, nodes).Run();
    }

    /// <summary>Within a transaction.</summary>
    public void End(HuntId hunt) => _end.Bind(1, hunt.Value).Bind(2, _clock.Now()).Run();

    public IReadOnlyList<RecordedHunt> List(long before, int most) => _listHunts.Bind(1, before).Bind(2, most).All(row =>
    {
        var hunt = Hunt(row);
        var (complete, withMissing, givenUp) = ((int)row.Number(7), (int)row.Number(8), (int)row.Number(9));
        return new RecordedHunt(hunt, new(hunt.Seeds - complete - withMissing - givenUp, 0, complete, withMissing, givenUp), row.Number(10));
    });

    public HuntRecord? Find(long id) => _findHunt.Bind(1, id).All(Hunt).FirstOrDefault();

    public IReadOnlyList<(int Number, byte[] Record)> ListTrees(long hunt, int after, int most) =>
        _listTrees.Bind(1, hunt).Bind(2, after).Bind(3, most).All(row => ((int)row.Number(0), row.Utf8(1).ToArray()));

    /// <returns>Null when it is not written.</returns>
    public byte[]? FindTree(long hunt, int number) =>
        _findTree.Bind(1, hunt).Bind(2, number).All(row => row.Utf8(0).ToArray()).FirstOrDefault();

    /// <summary>Trees that have an IOC, the nearest first.</summary>
    public IReadOnlyList<TreePlace> Places(long hunt, byte[] fingerprint)
    {
        _database.MapPages();
        var places = new List<TreePlace>();
        using var rows = _places.Bind(1, hunt).Rows();
        while (rows.Next())
        {
            if (TreeKeys.PlaceIn((int)_places.Number(0), _places.Utf8(1), fingerprint) is { } place)
            {
                places.Add(place);
            }
        }

        return TreeKeys.NearestFirst(places);
    }

    /// <summary>Keys of trees of all hunts before a known one, backwards.</summary>
    public IReadOnlyList<KeptKeys> Keys(long hunt, int number, int most)
    {
        _database.MapPages();
        return _keys.Bind(1, hunt).Bind(2, number).Bind(3, most).All(row => new KeptKeys(row.Number(0), (int)row.Number(1), row.Utf8(2).ToArray()));
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private HuntRecord Hunt(Statement row) => new(
        row.Number(0),
        row.IsNull(1) ? null : row.Text(1),
        Time(row.Number(2)),
        row.NumberOrNull(3) is { } end ? Time(end) : null,
        (int)row.Number(4),
        Rules(row.Number(0), row.Utf8(5)),
        (int)row.Number(6));

    private HuntRules Rules(long hunt, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ServiceJson.Default.HuntRules)!;
        }
        catch (JsonException error)
        {
            throw SqliteErrorTranslator.Damaged(_database.Path, $"the rules of hunt {hunt} cannot be read: {error.Message}", error);
        }
    }
}
