namespace IocExplorer.Messages.Serialization;

/// <summary>What every ActorSystem of the project is started with, before anything that a user configures.</summary>
public static class SerializationConfig
{
    /// <summary>
    /// HOCON: our serializer for our messages; what has none of its own is refused, written or read. Akka's JSON serializer is registered
    /// by number whatever is bound, and therefore
    /// replaced under its own name.
    /// </summary>
    public const string Hocon =
        """
        akka.actor {
          serializers {
            ioc-explorer = "IocExplorer.Messages.Serialization.MessageSerializer, IocExplorer.Messages"
            json = "IocExplorer.Messages.Serialization.RefusingSerializer, IocExplorer.Messages"
          }
          serialization-bindings {
            "IocExplorer.Messages.Protocols.IRemoteMessage, IocExplorer.Messages" = ioc-explorer
          }
          serialization-settings.allow-unregistered-types = false
        }
        """;
}
