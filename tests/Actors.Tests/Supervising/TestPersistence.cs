using Akka.Actor;
using Akka.Persistence.TestKit;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>
/// A journal in memory that refuses on demand. It gives up no slow call: a test may hold a write for as long as the machine takes to get on with the rest.
/// </summary>
internal static class TestPersistence
{
    public const string Config = TestKitConfig.Quiet +
        """
        akka.persistence {
          journal.plugin = "akka.persistence.journal.test"
          journal.test {
            class = "Akka.Persistence.TestKit.TestJournal, Akka.Persistence.TestKit"
            circuit-breaker.call-timeout = 120s
            recovery-event-timeout = 120s
          }
          snapshot-store.plugin = "akka.persistence.snapshot-store.test"
          snapshot-store.test {
            class = "Akka.Persistence.TestKit.TestSnapshotStore, Akka.Persistence.TestKit"
            circuit-breaker.call-timeout = 120s
          }
        }
        """;

    /// <summary>Of this ActorSystem.</summary>
    public static ITestJournal Journal(ActorSystem system) =>
        TestJournal.FromRef(Akka.Persistence.Persistence.Instance.Apply(system).JournalFor("akka.persistence.journal.test"));
}
