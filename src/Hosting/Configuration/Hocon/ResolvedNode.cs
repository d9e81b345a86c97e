namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>A value with every substitution filled in.</summary>
/// <param name="Place">Where it was written.</param>
internal abstract record ResolvedNode(HoconPlace Place)
{
    public sealed record Text(string Value, HoconPlace Place) : ResolvedNode(Place);

    public sealed record Null(HoconPlace Place) : ResolvedNode(Place);

    public sealed record List(IReadOnlyList<ResolvedNode> Items, HoconPlace Place) : ResolvedNode(Place);

    public sealed record Group(Dictionary<string, ResolvedNode> Fields, HoconPlace Place) : ResolvedNode(Place);
}
