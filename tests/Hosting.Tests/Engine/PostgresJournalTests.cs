using System.Collections.Concurrent;
using System.Text.Json;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using IocExplorer.Hosting.Engine;
using IocExplorer.Hosting.Tests.Clustering;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Serialization;
using IocExplorer.Testing;
using Npgsql;

namespace IocExplorer.Hosting.Tests.Engine;

public sealed class PostgresJournalTests : IAsyncLifetime
{
    private const string Secret = "pass;\"w'ord\\ ${HOME} #1";

    private readonly List<ActorSystem> _systems = [];
    private string _database = "";

    public static TheoryData<string> Kinds => ["hunts", "quotas"];

    public async ValueTask InitializeAsync() => _database = await SharedPostgres.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var system in _systems)
        {
            await system.Terminate();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_ReadByAnotherActorSystem_AreThoseThatWereWritten(string kind)
    {
        var (first, second) = Events(kind);
        var writer = Actor(kind, StartSystem());
        (await AskAsync<long>(writer, new JournaledActor.Keep(first))).ShouldBe(1);
        (await AskAsync<long>(writer, new JournaledActor.Keep(second))).ShouldBe(2);

        var shown = await AskAsync<JournaledActor.Shown>(Actor(kind, StartSystem()), new JournaledActor.Show());

        shown.Recovered.Select(Text).ShouldBe([Text(first), Text(second)]);
        shown.Sequence.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Snapshot_ReadByAnotherActorSystem_StandsBeforeTheEventsBehindIt(string kind)
    {
        var (first, second) = Events(kind);
        var state = State(kind);
        var writer = Actor(kind, StartSystem());
        await AskAsync<long>(writer, new JournaledActor.Keep(first));
        await AskAsync<long>(writer, new JournaledActor.Save(state));
        await AskAsync<long>(writer, new JournaledActor.Save(state));
        await AskAsync<long>(writer, new JournaledActor.Keep(second));

        var shown = await AskAsync<JournaledActor.Shown>(Actor(kind, StartSystem()), new JournaledActor.Show());

        shown.Recovered.Select(Text).ShouldBe([Text(state), Text(second)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Deleted_EventsAndSnapshots_DoNotComeBackAndTheirNumbersAreNotUsedAgain(string kind)
    {
        var (first, second) = Events(kind);
        var writer = Actor(kind, StartSystem());
        await AskAsync<long>(writer, new JournaledActor.Keep(first));
        await AskAsync<long>(writer, new JournaledActor.Keep(second));
        await AskAsync<long>(writer, new JournaledActor.Save(State(kind)));
        await AskAsync<long>(writer, new JournaledActor.Trim());

        var reader = Actor(kind, StartSystem());
        var shown = await AskAsync<JournaledActor.Shown>(reader, new JournaledActor.Show());

        shown.Recovered.ShouldBeEmpty();
        shown.Sequence.ShouldBe(2);
        (await AskAsync<long>(reader, new JournaledActor.Keep(first))).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Event_OfAnOvertakenIncarnation_IsRefused(string kind)
    {
        var (first, second) = Events(kind);
        var stale = Actor(kind, StartSystem());
        await AskAsync<long>(stale, new JournaledActor.Keep(first));
        var current = Actor(kind, StartSystem());
        await AskAsync<long>(current, new JournaledActor.Keep(second));

        var refusal = await Should.ThrowAsync<PostgresException>(() => AskAsync<long>(stale, new JournaledActor.Keep(first)));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        (await AskAsync<long>(current, new JournaledActor.Keep(first))).ShouldBe(3);
    }

    [Fact]
    public async Task Plugins_OnAMigratedSchema_MakeNoTables()
    {
        var before = await TablesAsync();
        foreach (var kind in Kinds.Select(row => row.Data))
        {
            var writer = Actor(kind, StartSystem());
            await AskAsync<long>(writer, new JournaledActor.Keep(Events(kind).First));
            await AskAsync<long>(writer, new JournaledActor.Save(State(kind)));
        }

        (await TablesAsync()).ShouldBe(before);
        before.ShouldContain("hunt_events");
    }

    [Fact]
    public void Postgres_WithAPasswordOfAllKindsOfCharacters_KeepsItAndGivesEachJournalConnectionsOfItsOwn()
    {
        var given = new NpgsqlConnectionStringBuilder("Host=db;Username=ioc;Database=ioc;Search Path=here;Options=-c jit=off") { Password = Secret };

        var config = JournalConfig.Postgres(given.ConnectionString);

        string[] plugins = [JournalConfig.Hunts, JournalConfig.HuntSnapshots, JournalConfig.Quotas, JournalConfig.QuotaSnapshots];
        var used = plugins.Select(plugin => new NpgsqlConnectionStringBuilder(config.GetString($"{plugin}.connection-string"))).ToList();
        used.ShouldAllBe(connection => connection.Password == Secret && connection.SearchPath == "here" && connection.MaxPoolSize == 10);
        used.ShouldAllBe(connection => connection.Options!.EndsWith(" -c jit=off", StringComparison.Ordinal));
        used.Select(connection => connection.ApplicationName).Distinct().Count().ShouldBe(2);
        config.GetString($"{JournalConfig.Hunts}.replay-filter.mode").ShouldBe("fail");
        config.GetString($"{JournalConfig.Quotas}.replay-filter.mode").ShouldBe("warn");
    }

    [Fact]
    public async Task Journal_WhoseDatabaseIsAway_NamesNoPasswordInTheLog()
    {
        var lines = new ConcurrentQueue<string>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var system = StartSystem($"Host=127.0.0.1;Port=1;Username=ioc;Database=ioc;Password={new string('x', 3)}secret");
        var listener = system.ActorOf(Props.Create(() => new Listener(lines)));
        system.EventStream.Subscribe(listener, typeof(LogEvent));
        system.ActorOf(Props.Create(() => new Watcher(Actor("hunts", system), stopped)));

        await stopped.Task.InTimeAsync("losing the database", "the persistent actor", "that it stops");
        await AskAsync<int>(listener, "whether it has seen all up to here");

        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => !line.Contains("secret", StringComparison.Ordinal));
    }

    private static (IRemoteMessage First, IRemoteMessage Second) Events(string kind) => kind == "hunts"
        ? (new HuntProtocol.Submitted(3), new HuntProtocol.TreesEnded([new(1, HuntProtocol.TreeEndKind.Complete, 17)]))
        : (new QuotaProtocol.PermitsReserved("VirusTotal 1a2b", 4, "{}"), new QuotaProtocol.KeyBack("VirusTotal 1a2b"));

    private static IRemoteMessage State(string kind) => kind == "hunts"
        ? new HuntProtocol.Snapshot(3, 1, "c..", [17], false)
        : new QuotaProtocol.Snapshot([new QuotaProtocol.KeyBack("VirusTotal 1a2b")]);

    private static string Text(object message) => $"{message.GetType().Name} {JsonSerializer.Serialize(message, message.GetType())}";

    private static IActorRef Actor(string kind, ActorSystem system) => system.ActorOf(JournaledActor.Props(
        $"{kind}-1",
        kind == "hunts" ? JournalConfig.Hunts : JournalConfig.Quotas,
        kind == "hunts" ? JournalConfig.HuntSnapshots : JournalConfig.QuotaSnapshots));

    private static Task<T> AskAsync<T>(IActorRef actor, object message) => actor.Ask<T>(message, SafetyTimeout.Length);

    private ActorSystem StartSystem(string? database = null)
    {
        var serialization = ConfigurationFactory.ParseString(SerializationConfig.Hocon);
        var system = EmbeddedEngine.Create(JournalConfig.Postgres(database ?? _database).WithFallback(serialization));
        _systems.Add(system);
        return system;
    }

    private async Task<IReadOnlyList<string>> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private sealed class Listener(ConcurrentQueue<string> lines) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is LogEvent line)
            {
                lines.Enqueue($"{line} {line.Cause}");
            }
            else
            {
                Sender.Tell(lines.Count);
            }
        }
    }

    private sealed class Watcher : UntypedActor
    {
        private readonly TaskCompletionSource _stopped;

        public Watcher(IActorRef watched, TaskCompletionSource stopped)
        {
            _stopped = stopped;
            Context.Watch(watched);
        }

        protected override void OnReceive(object message) => _stopped.TrySetResult();
    }
}
