namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>A value with every substitution filled in.</summary>
internal abstract record ResolvedNode(HoconPosition Place)
{
    public sealed record Text(string Value, HoconPosition Place) : ResolvedNode(Place);

    public sealed record Null(HoconPosition Place) : ResolvedNode(Place);

    public sealed record List(IReadOnlyList<ResolvedNode> Items, HoconPosition Place) : ResolvedNode(Place);

    public sealed record Group(Dictionary<string, ResolvedNode> Fields, HoconPosition Place) : ResolvedNode(Place);
}
