using Akka.Cluster.Sharding;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>A text is a message for the entity of that name.</summary>
internal sealed class EchoExtractor() : HashCodeMessageExtractor(10)
{
    public override string? EntityId(object message) => message as string;
}
