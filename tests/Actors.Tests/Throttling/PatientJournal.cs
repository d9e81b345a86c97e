using Akka.Configuration;
using IocExplorer.Hosting.Engine;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>
/// The journal of a run in one process, which gives up no slow call: a machine with more to do than it can is none of what tests are about, and nobody starts a
/// throttle again there whose journal ended.
/// </summary>
internal static class PatientJournal
{
    private const string Patience =
        """
        akka.persistence {
          journal.quotas { circuit-breaker.call-timeout = 120s, recovery-event-timeout = 120s }
          snapshot-store.quotas.circuit-breaker.call-timeout = 120s
        }

        """;

    public static Config In(string file) => ConfigurationFactory.ParseString(Patience + TestKitConfig.Quiet).WithFallback(JournalConfig.Embedded(file));
}
