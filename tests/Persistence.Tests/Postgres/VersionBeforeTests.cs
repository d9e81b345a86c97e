using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Persistence.Tests.Conformance;
using Npgsql;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>A database as the version before left it (schema 4), under load and without an orderly end.</summary>
public sealed class VersionBeforeTests : IAsyncLifetime
{
    private const int VersionBefore = 4;

    // What it wrote: ids of operations, hunts and nodes are given here, so that rows can name one another.
    private const string Rows = """
        INSERT INTO operations (key, source, name, shape, accepts, leaves_the_house) VALUES
          ('Alpha/first v1', 'Alpha', 'first', 'v1', '{4}', true), ('Beta/other v1', 'Beta', 'other', 'v1', '{1,4}', false);
        INSERT INTO nodes (kind, name, version, lease, started_at, beat_at, steady_since, state, sources) VALUES
          (1, 'coordinator-1', '1.0.0', 15000, 1000, 2000, 1000, 1, '{}'), (2, 'worker-1', '1.0.0', 15000, 1000, 2000, 1000, 1, '{Alpha}');
        INSERT INTO offers (node, operation, position) VALUES (2, 1, 0);
        INSERT INTO source_keys (key, source, node, epoch, wanted_at, spent, spent_at) VALUES
          ('Alpha 1a2b', 'Alpha', 2, 7, 2000, '{"day":[3]}', 2000), ('Alpha 3c4d#1/2', 'Alpha', 2, 8, 2000, '1 of 2', 2000),
          ('Alpha 3c4d#2/2', 'Alpha', NULL, 8, 2000, '2 of 2', 2000), ('Alpha 5e6f', 'Alpha', NULL, 1, 2000, '', NULL);
        INSERT INTO hunts (
          name, submitted_by, idempotency_key, request_hash, state, depth, plain, send_reserved, submitted_at, facts_since, failures_since, ended_at,
          operations, duplicates, bad_lines, first_bad_lines, trees, trees_open, complete, with_missing, given_up, nodes, rules)
        VALUES
          ('finished', 'ana', 'key', '\x01', 4, 3, false, false, 1000, 500, 1000, 1900, '{1,2}', 1, 1, '[{"line":3,"problem":"is none"}]', 2, 0, 1, 0, 1, 7,
            NULL),
          ('running', 'ana', NULL, '\x01', 1, 3, false, false, 1000, 500, 1000, NULL, '{1,2}', 0, 0, '[]', 3, 2, 0, 1, 0, 5, '{}'),
          ('paused', 'bob', NULL, '\x01', 2, 2, true, true, 1100, 500, 1100, NULL, NULL, 0, 0, '[]', 1, 1, 0, 0, 0, 0, '{}'),
          ('cancelled', 'bob', NULL, '\x01', 3, 2, true, true, 1100, 500, 1100, 1800, NULL, 0, 0, '[]', 1, 1, 0, 0, 0, 0, '{}');
        INSERT INTO explorations
          (hunt, number, type, value, name_is_taken, state, node, epoch, deaths, nodes, missing, file_name, tally, problem, done_at) VALUES
          (1, 1, 4, 'a.com', false, 3, NULL, 1, 0, 7, 0, 'a.com_depth_3_202601010000', NULL, NULL, 1800),
          (1, 2, 4, 'b.com', false, 5, NULL, 3, 3, NULL, NULL, NULL, NULL, 'crashed', 1900),
          (2, 1, 4, 'c.com', false, 4, NULL, 1, 0, 5, 2, 'c.com_depth_3_202601010000', NULL, NULL, 1850),
          (2, 2, 4, 'd.com', false, 2, 1, 2, 1, NULL, NULL, NULL, NULL, NULL, NULL),
          (2, 3, 4, 'e.com', false, 1, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL),
          (3, 1, 4, 'f.com', false, 1, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL),
          (4, 1, 4, 'g.com', false, 1, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO results (hunt, number, txt, json) VALUES (1, 1, '\x01', '\x02'), (2, 1, '\x03', '\x04');
        INSERT INTO tokens (name, role, hash, created_at) VALUES ('ana', 3, decode(repeat('0a', 32), 'hex'), 900);
        INSERT INTO lines (operation, hunt) VALUES (1, 2);
        INSERT INTO work (query, operation, hunt, turn, asked_at, node, epoch, claimed_at, call) VALUES
          (4, 1, 2, 1048576, 1900, 2, 9, 1950, 1), (5, 1, 2, 1048577, 1900, NULL, 0, NULL, NULL);
        """;

    private static readonly Freshness AnyAge = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    private static readonly string[] Values = ["found", "empty", "failed", "claimed", "waiting", "fact and failure"];

    private readonly PostgresBackend _backend = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var connection = new NpgsqlConnection((await _backend.OptionsAsync()).ConnectionString);
        await connection.OpenAsync(Cancellation);
        await RunAsync(connection, SqlFiles.Postgres.Read("schema_versions"));
        foreach (var (version, sql) in SqlFiles.Postgres.Migrations.Take(VersionBefore))
        {
            await RunAsync(connection, sql);
            await RunAsync(connection, SqlFiles.Postgres.Read("schema_version_insert"), version);
        }

        foreach (var value in Values)
        {
            Query query = new(new(1), new(IocType.Domain, value));
            const string Insert = "INSERT INTO queries (key, operation, type, value) VALUES ($1, 1, $2, $3)";
            await RunAsync(connection, Insert, QueryKey.Of(query), (short)IocType.Domain, QueryKey.Utf8(value));
        }

        await RunAsync(connection, """
            INSERT INTO facts (query, fact_at, cut, relations) VALUES
              (1, 1500, true, '[["points to","domain","x.com"]]'), (2, 1500, false, '[]'), (6, 1200, false, '[]');
            INSERT INTO failures (query, failed_at, reason, retry_at, detail) VALUES (3, 1600, 1, 99000, 'HTTP 429'), (6, 1700, 3, NULL, 'HTTP 500');
            """);
        await RunAsync(connection, Rows);
    }

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task Open_KeepsTheAnswers_AndWhatWasOpenIsNotAnswered()
    {
        var ledger = (await _backend.OpenStoreAsync()).Ledger;

        var operation = (await ledger.RegisterAsync([new("Alpha", "first", "v1", [IocType.Domain], true)], Cancellation)).Single();
        var standing = await ledger.LookUpAsync([.. Values.Select(value => new Query(operation, new(IocType.Domain, value)))], AnyAge, Cancellation);

        standing[0]!.Value.Answer.ShouldBeAnswer(new Answer.Found([new("points to", new(IocType.Domain, "x.com"))], true));
        standing[0]!.Value.At.ShouldBe(At(1500));
        standing[1]!.Value.Answer.ShouldBe(Answer.Empty.Instance);
        standing[2]!.Value.Answer.ShouldBe(new Answer.NotAnswered((NotAnsweredReason)1, "HTTP 429", At(99000)));
        (standing[3], standing[4]).ShouldBe((null, null));
        standing[5]!.Value.Answer.ShouldBe(Answer.Empty.Instance);
    }

    [Fact]
    public async Task Open_KeepsFinishedHuntsWithTheirResults_AndTokens()
    {
        var store = await _backend.OpenStoreAsync();
        HuntStore hunts = new(store);
        HuntId finished = new(1);

        var view = (await hunts.FindAsync(finished, Cancellation)).ShouldNotBeNull();
        (view.Name, view.State, view.EndedAt, view.Trees, view.Nodes).ShouldBe(("finished", HuntState.Finished, At(1900), new TreeTotals(0, 0, 1, 0, 1), 7));
        (await hunts.TreesAsync(finished, 0, 9, Cancellation)).Select(t => (t.Value, t.State, t.FileName, t.Problem))
            .ShouldBe([("a.com", TreeState.Complete, "a.com_depth_3_202601010000", null), ("b.com", TreeState.GivenUp, null, "crashed")]);
        var result = (await hunts.ResultAsync(finished, 1, Hunts.HuntsDatabase.Formats, Cancellation)).ShouldNotBeNull();
        (Hex(result.Files!.ByFormat["txt"]), Hex(result.Files.ByFormat["json"]), result.WrittenAt).ShouldBe(("01", "02", At(1800)));
        (await hunts.SubmitAsync(Hunts.HuntsDatabase.Hunt(1, "key"), Cancellation)).ShouldBe(new Submission.Repeated(finished));
        (await new TokenStore(store).HashesAsync(Cancellation)).ShouldHaveSingleItem().Hash.ToArray().ShouldBe(Enumerable.Repeat((byte)10, 32));
    }

    [Fact]
    public async Task Open_ListsWhatWasUnderWayAsInterrupted_ReadyForARetry()
    {
        var store = await _backend.OpenStoreAsync();
        HuntStore hunts = new(store);
        TreeStore trees = new(store);

        var listed = await hunts.ListAsync(null, null, 9, Cancellation);

        listed.Select(h => (h.Name, h.State, h.Trees)).ShouldBe(
        [
            ("cancelled", HuntState.Cancelled, new(1, 0, 0, 0, 0)), ("paused", HuntState.Interrupted, new(1, 0, 0, 0, 0)),
            ("running", HuntState.Interrupted, new(2, 0, 0, 1, 0)), ("finished", HuntState.Finished, new(0, 0, 1, 0, 1)),
        ]);
        listed.ShouldAllBe(h => h.EndedAt != null);
        (await hunts.ListAsync(null, HuntState.Interrupted, 9, Cancellation)).Count.ShouldBe(2);
        (await trees.OpenHuntsAsync(Cancellation)).ShouldBeEmpty();

        HuntId running = new(2);
        var stored = (await trees.LoadAsync(running, Cancellation)).ShouldNotBeNull();
        stored.Operations.ShouldBe([new(new(1), SharingLevel.Clear), new(new(2), SharingLevel.Clear)]);
        (await trees.EndedAsync(running, Cancellation)).ShouldBe([(1, TreeState.WithMissing, 5)]);
        (await hunts.TreesAsync(running, 0, 9, Cancellation)).Select(t => t.State).ShouldBe([TreeState.WithMissing, TreeState.Waiting, TreeState.Waiting]);

        var since = (await trees.RetryAsync(running, [1, 2, 3], Cancellation)).ShouldNotBeNull();
        FinishedTree end = new()
        {
            Tree = new(running, 2),
            FailuresSince = since,
            State = TreeState.Complete,
            Nodes = 1,
            Files = Hunts.HuntsDatabase.Files("d.com", [5], [6]),
        };
        (await trees.RecordAsync([end], Cancellation)).ShouldBe([end.Tree]);
        (await trees.UpdateAsync(new(running, HuntState.Running, new(2, 0, 1, 0, 0), 1), Cancellation)).ShouldBeTrue();
        (await hunts.FindAsync(running, Cancellation))!.EndedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Open_CarriesOverWhatIsSpentOfTheKeys()
    {
        var quotas = (await _backend.OpenStoreAsync()).CarriedOverQuotas;

        (await quotas.ReadAsync("Alpha 1a2b", Cancellation)).ShouldBe(["""{"day":[3]}"""]);
        (await quotas.ReadAsync("Alpha 3c4d", Cancellation)).ShouldBe(["1 of 2", "2 of 2"]);
        (await quotas.ReadAsync("Alpha 5e6f", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_By20AtOnce_MigratesOnceAndLeavesNothingOfTheOldMechanism()
    {
        var options = await _backend.OptionsAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostgresStore.OpenAsync(options, Cancellation), Cancellation)));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        (await _backend.ExecuteAsync("SELECT string_agg(version::text, ',' ORDER BY version) FROM schema_versions")).ShouldBe("1,2,3,4,5,6,7,8");
        (await _backend.ExecuteAsync("SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(
            "carried_over_quotas,cluster_leases,explorations,facts,failures,hunt_events,hunt_snapshots,hunts,node_addresses,operations,queries,quota_events,"
            + "quota_snapshots,reports,results,schema_versions,tokens");
        (await _backend.ExecuteAsync("SELECT string_agg(proname, ',') FROM pg_proc WHERE pronamespace = 'public'::regnamespace")).ShouldBe("now_ms");
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
