using Akka.Actor;
using Akka.Configuration;
using IocExplorer.Messages.Serialization;

namespace IocExplorer.Hosting.Engine;

/// <summary>The ActorSystem of a run in one process: local actors only, no remoting, nothing on the console.</summary>
public static class EmbeddedEngine
{
    /// <summary>The name of every ActorSystem of the project; members of a cluster must agree on it.</summary>
    public const string SystemName = "ioc-explorer";

    // No graceful shutdown: what has to outlast the run is durable by the time the system ends.
    private const string Local = """
        akka {
          loglevel = ERROR
          stdout-loglevel = OFF
          stdout-logger-class = "IocExplorer.Hosting.Clustering.SilentLogger, IocExplorer.Hosting"
          loggers = []
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          actor.provider = local
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """;

    /// <param name="user">The user's own <c>akka</c> section; wins over everything. Null when there is none.</param>
    public static ActorSystem Create(Config journals, Config? user = null)
    {
        var config = journals
            .WithFallback(ConfigurationFactory.ParseString(Local))
            .WithFallback(ConfigurationFactory.ParseString(SerializationConfig.Embedded));
        return ActorSystem.Create(SystemName, user is null ? config : user.WithFallback(config));
    }
}
