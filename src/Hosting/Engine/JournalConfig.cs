using Akka.Configuration;
using Akka.Persistence.Sql.Hosting;

namespace IocExplorer.Hosting.Engine;

/// <summary>The journals of the persistent actors as HOCON: <see cref="Hunts"/> for supervisors of hunts, <see cref="Quotas"/> for what is spent of keys. Apart, so that a refused write of one stops none of the other.</summary>
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

    // Running the same command again is the resume of its hunt, so that is kept in memory.
    private const string InMemoryHunts = """
        akka.persistence {
          journal.hunts { class = "Akka.Persistence.Journal.MemoryJournal, Akka.Persistence", plugin-dispatcher = "akka.actor.default-dispatcher" }
          snapshot-store.hunts { class = "Akka.Persistence.Snapshot.NoSnapshotStore, Akka.Persistence" }
        }
        """;

    /// <summary>
    /// For a run in one process: quotas in a SQLite file of their own, because one file with two writers of different kinds makes them wait for one another; hunts in memory.
    /// </summary>
    /// <param name="file">Full path of the quotas' file; made when there is none.</param>
    public static Config Embedded(string file) => Sql(Quotas, QuotaSnapshots, $"Data Source={file};Pooling=False;Default Timeout=5", "SQLite.MS", parallelism: 1)
        .WithFallback(ConfigurationFactory.ParseString(InMemoryHunts));

    public static Config Postgres(string connectionString) => ConfigurationFactory.Empty;

    private static Config Sql(string journal, string snapshots, string connection, string provider, int parallelism)
    {
        var written = new SqlJournalOptions(isDefaultPlugin: false, identifier: journal[(journal.LastIndexOf('.') + 1)..])
        {
            ConnectionString = connection,
            ProviderName = provider,
            AutoInitialize = true,
        };
        var saved = new SqlSnapshotOptions(isDefaultPlugin: false, identifier: snapshots[(snapshots.LastIndexOf('.') + 1)..])
        {
            ConnectionString = connection,
            ProviderName = provider,
            AutoInitialize = true,
        };

        // Events of an overtaken writer are kept and named: what they spent may have been spent.
        var settings = ConfigurationFactory.ParseString($$"""
            {{journal}} { parallelism = {{parallelism}}, replay-filter.mode = warn, circuit-breaker { call-timeout = 20s, reset-timeout = 5s } }
            """);
        return settings
            .WithFallback(written.ToConfig()).WithFallback(written.DefaultConfig)
            .WithFallback(saved.ToConfig()).WithFallback(saved.DefaultConfig);
    }
}
