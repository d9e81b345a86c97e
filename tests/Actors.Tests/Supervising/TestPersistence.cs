using Akka.Actor;
using Akka.Persistence.TestKit;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>A journal in memory that refuses on demand.</summary>
internal static class TestPersistence
{
    public const string Config = TestKitConfig.Quiet +
        """
        akka.persistence {
          journal.plugin = "akka.persistence.journal.test"
          journal.test.class = "Akka.Persistence.TestKit.TestJournal, Akka.Persistence.TestKit"
          snapshot-store.plugin = "akka.persistence.snapshot-store.test"
          snapshot-store.test.class = "Akka.Persistence.TestKit.TestSnapshotStore, Akka.Persistence.TestKit"
        }
        """;

    /// <summary>Of this ActorSystem.</summary>
    public static ITestJournal Journal(ActorSystem system) =>
        TestJournal.FromRef(Akka.Persistence.Persistence.Instance.Apply(system).JournalFor("akka.persistence.journal.test"));
}
