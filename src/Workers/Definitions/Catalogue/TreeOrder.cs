namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>
/// The order of relations under a node: those of the original tool, which are on by default, then what else its two sources can be asked, then the other
/// sources as they stand, the user's last. It hangs on the definitions alone, not on what is switched on.
/// </summary>
public static class TreeOrder
{
    private static readonly string[] Original = ["QiAnXin", "VirusTotal"];

    // Behind the eleven VirusTotal comes first: more of what it knows than of what QiAnXin knows can be had.
    private static readonly string[] Further = ["VirusTotal", "QiAnXin"];

    /// <summary>Every operation there is, with its source's name.</summary>
    public static IReadOnlyList<(string Source, string Operation)> Of(IReadOnlyList<SourceDefinition> definitions) =>
    [
        .. Original.SelectMany(name => Operations(definitions, name, onByDefault: true)),
        .. Further.SelectMany(name => Operations(definitions, name, onByDefault: false)),
        .. definitions.Where(d => !(d.IsBuiltIn && Original.Contains(d.Name))).SelectMany(d => d.Operations.Select(o => (d.Name, o.Name))),
    ];

    private static IEnumerable<(string Source, string Operation)> Operations(IReadOnlyList<SourceDefinition> definitions, string name, bool onByDefault) =>
        definitions
            .Where(d => d.IsBuiltIn && d.Name == name)
            .SelectMany(d => d.Operations.Where(o => o.OnByDefault == onByDefault).Select(o => (d.Name, o.Name)));
}
