namespace IocExplorer.Messages;

/// <summary>The number of a hunt: many seeds explored together. Queries take turns between hunts.</summary>
public readonly record struct HuntId(long Value)
{
    /// <summary>The one hunt of an embedded run.</summary>
    public static HuntId Embedded { get; } = new(1);
}
