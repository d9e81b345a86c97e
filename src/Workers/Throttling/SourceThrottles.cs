using Akka.Actor;

namespace IocExplorer.Workers.Throttling;

/// <summary>Creates the throttles of sources, for a shard region or its local replacement.</summary>
public static class SourceThrottles
{
    /// <param name="source">The source's name: the entity.</param>
    /// <param name="directory">Who may have something in hand.</param>
    public static Props Props(string source, SourceThrottleOptions options, IWorkerDirectory directory, ThrottleStatistics statistics) =>
        SourceThrottle.Props(source, options, directory, statistics);

    /// <summary>The message that a hand-over stops them with: nothing more is handed out.</summary>
    public static object StopMessage => SourceThrottle.Leave.Instance;
}
