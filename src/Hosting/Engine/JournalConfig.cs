using Akka.Configuration;
using Akka.Persistence.Sql.Config;
using Akka.Persistence.Sql.Hosting;
using Npgsql;

namespace IocExplorer.Hosting.Engine;

/// <summary>
/// The journals of the persistent actors as HOCON: <see cref="Hunts"/> for supervisors of hunts, <see cref="Quotas"/> for what is spent of keys. Apart, so
/// that a refused write of one stops none of the other.
/// </summary>
public static class JournalConfig
{
    /// <summary>The plugin id of the hunts' journal.</summary>
    public const string Hunts = "akka.persistence.journal.hunts";

    /// <summary>The plugin id of the quotas' journal.</summary>
    public const string Quotas = "akka.persistence.journal.quotas";

    /// <summary>The plugin id of the hunts' snapshots.</summary>
    public const string HuntSnapshots = "akka.persistence.snapshot-store.hunts";

    /// <summary>The plugin id of the quotas' snapshots.</summary>
    public const string QuotaSnapshots = "akka.persistence.snapshot-store.quotas";

    // As linq2db calls it. For servers of version 15 and later.
    private const string PostgresProvider = "PostgreSQL.15";

    private const string Breaker = "circuit-breaker { call-timeout = 20s, reset-timeout = 5s }";

    // Events of an overtaken writer are kept and named: what they spent may have been spent.
    private const string OvertakenQuotas = "warn";

    // Running the same command again is the resume of its hunt, so that is kept in memory.
    private const string InMemoryHunts = """
        akka.persistence {
          journal.hunts { class = "Akka.Persistence.Journal.MemoryJournal, Akka.Persistence", plugin-dispatcher = "akka.actor.default-dispatcher" }
          snapshot-store.hunts { class = "Akka.Persistence.Snapshot.NoSnapshotStore, Akka.Persistence" }
        }
        """;

    // A snapshot that cannot be read, as an earlier version wrote them, is done without: the newest event holds all that is spent of its key, and the newer
    // events are never deleted.
    private const string ReplaysEvents = $"{QuotaSnapshots}.snapshot-is-optional = true";

    /// <summary>
    /// For a run in one process: quotas in a SQLite file of their own, because one file with two writers of different kinds makes them wait for one another;
    /// hunts in memory.
    /// </summary>
    /// <param name="file">Full path of the quotas' file; made when there is none.</param>
    public static Config Embedded(string file) =>
        ConfigurationFactory.ParseString(ReplaysEvents)
        .WithFallback(Sql(Quotas, QuotaSnapshots, $"Data Source={file};Pooling=False;Default Timeout=5", "SQLite.MS", OvertakenQuotas, "parallelism = 1"))
        .WithFallback(ConfigurationFactory.ParseString(InMemoryHunts));

    /// <summary>
    /// For a node of the service: tables of its database, which the migrations have made. Hunts and quotas have connections of their own, at most 10 each,
    /// opened as needed: neither waits for the other's.
    /// </summary>
    /// <param name="connectionString">
    /// Npgsql's form; <c>Search Path</c> names the schema. With its password it is part of what is returned, which therefore belongs in no log.
    /// </param>
    public static Config Postgres(string connectionString)
    {
        // An event of an overtaken supervisor would be an error of the program: the hunt stops rather than count a tree twice. Of quotas see above.
        var hunts = PostgresJournal(Hunts, HuntSnapshots, "hunt", connectionString, replayFilter: "fail");
        var quotas = PostgresJournal(Quotas, QuotaSnapshots, "quota", connectionString, replayFilter: OvertakenQuotas);
        return hunts.WithFallback(quotas);
    }

    // Writers and recoveries together stay below the connections, so that none of them waits for one. A write holds up to 100 events of many actors; after a
    // restart of everything all hunts recover, five at a time.
    private static Config PostgresJournal(string journal, string snapshots, string kind, string connectionString, string replayFilter) =>
        ConfigurationFactory.ParseString($"{snapshots}.{Breaker}").WithFallback(Sql(
            journal,
            snapshots,
            Connection(connectionString, $"IOC Explorer journal of {kind}s"),
            PostgresProvider,
            replayFilter,
            "parallelism = 4, max-concurrent-recoveries = 5",
            tables: kind));

    /// <summary>Shorter than the circuit breaker's time-out: otherwise a write that the breaker reported as failed could still be committed.</summary>
    private static string Connection(string connectionString, string applicationName)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = applicationName,
            MaxPoolSize = 10,
            Multiplexing = false,
            NoResetOnClose = true,
            Timeout = 8,
            CommandTimeout = 11,
            CancellationTimeout = 2000,
            KeepAlive = 10,
            TcpKeepAlive = true,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };

        // A node that is suspended in the middle of a write does not block its successor: that waits for 10 s, and the write is rolled back after 5.
        connection.Options = $"-c statement_timeout=10s -c idle_in_transaction_session_timeout=5s {connection.Options}".TrimEnd();
        return connection.ConnectionString;
    }

    private static string Identifier(string plugin) => plugin[(plugin.LastIndexOf('.') + 1)..];

    /// <param name="tables">How the names of its tables begin; null for those of the plugin, which it then makes itself.</param>
    private static Config Sql(
        string journal, string snapshots, string connection, string provider, string replayFilter, string bounds, string? tables = null)
    {
        var written = new SqlJournalOptions(isDefaultPlugin: false, identifier: Identifier(journal))
        {
            ConnectionString = connection,
            ProviderName = provider,
            AutoInitialize = tables is null,
        };
        var saved = new SqlSnapshotOptions(isDefaultPlugin: false, identifier: Identifier(snapshots))
        {
            ConnectionString = connection,
            ProviderName = provider,
            AutoInitialize = tables is null,
        };
        if (tables is not null)
        {
            written.TagStorageMode = TagMode.Csv;
            written.DatabaseOptions = JournalDatabaseOptions.Default;
            written.DatabaseOptions.JournalTable = new() { TableName = $"{tables}_events" };
            saved.DatabaseOptions = SnapshotDatabaseOptions.Default;
            saved.DatabaseOptions.SnapshotTable = new() { TableName = $"{tables}_snapshots" };
        }

        return ConfigurationFactory.ParseString($"{journal} {{ {bounds}, replay-filter.mode = {replayFilter}, {Breaker} }}")
            .WithFallback(written.ToConfig()).WithFallback(written.DefaultConfig)
            .WithFallback(saved.ToConfig()).WithFallback(saved.DefaultConfig);
    }
}
