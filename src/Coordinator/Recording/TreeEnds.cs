using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Trees;

namespace IocExplorer.Coordinator.Recording;

/// <summary>The state of a tree that is over, as events say it.</summary>
internal static class TreeEnds
{
    public static HuntProtocol.TreeEndKind ToEnd(this TreeState state) => state switch
    {
        TreeState.Complete => HuntProtocol.TreeEndKind.Complete,
        TreeState.WithMissing => HuntProtocol.TreeEndKind.WithMissing,
        _ => HuntProtocol.TreeEndKind.GivenUp,
    };
}
