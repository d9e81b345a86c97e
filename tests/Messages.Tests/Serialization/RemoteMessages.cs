using IocExplorer.Messages.Protocols;

namespace IocExplorer.Messages.Tests.Serialization;

/// <summary>All types that may cross the network, or stand in a journal.</summary>
internal static class RemoteMessages
{
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(IRemoteMessage).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IRemoteMessage)) && !type.IsAbstract)];

    public static IReadOnlyList<Type> InJournals { get; } =
    [
        .. All.Where(type => type.IsAssignableTo(typeof(HuntProtocol.IEvent)) || type.IsAssignableTo(typeof(QuotaProtocol.IEvent)) || type.Name == "Snapshot"),
    ];
}
