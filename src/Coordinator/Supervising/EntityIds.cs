using System.Globalization;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>Which entity a message is for: the same in a shard region and in what stands in its place.</summary>
internal static class EntityIds
{
    /// <summary>The hunt's number; null for a message that is for no hunt.</summary>
    public static string? OfHunt(object message) => (message as IWithHunt)?.Hunt.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>hunt/number</c>; null for a message that is for no tree.</summary>
    public static string? OfTree(object message) => message is IWithTree { Tree: var tree } ? $"{tree.Hunt.Value}/{tree.Number}" : null;

    /// <summary>The hunt of an entity.</summary>
    public static HuntId HuntOf(string entity) => new(long.Parse(entity, CultureInfo.InvariantCulture));
}
