namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A seed of the world: what a hunt may begin with.</summary>
public sealed record SeedIoc(IocType Type, string Value)
{
    /// <summary>The line of a seed file: <c>type,value</c>.</summary>
    public override string ToString() => $"{RelationTable.NameOf(Type)},{Value}";
}
