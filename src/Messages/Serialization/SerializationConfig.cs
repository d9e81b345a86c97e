namespace IocExplorer.Messages.Serialization;

/// <summary>What every ActorSystem of the project is started with, before anything that a user configures.</summary>
public static class SerializationConfig
{
    /// <summary>
    /// HOCON for a run in one process: our serializer for our messages, and nothing is written that has none of its own. Akka's JSON serializer still reads: a
    /// quota file of an earlier version holds events that were written with it.
    /// </summary>
    public const string Embedded =
        """
        akka.actor {
          serializers.ioc-explorer = "IocExplorer.Messages.Serialization.MessageSerializer, IocExplorer.Messages"
          serialization-bindings {
            "IocExplorer.Messages.Protocols.IRemoteMessage, IocExplorer.Messages" = ioc-explorer
          }
          serialization-settings.allow-unregistered-types = false
        }
        """;

    /// <summary>
    /// HOCON for a node: besides, what was written by another serializer is refused. Akka's JSON serializer is registered by number whatever is bound, and
    /// therefore replaced under its own name.
    /// </summary>
    public const string Hocon = Embedded
        + """

        akka.actor.serializers.json = "IocExplorer.Messages.Serialization.RefusingSerializer, IocExplorer.Messages"
        """;
}
