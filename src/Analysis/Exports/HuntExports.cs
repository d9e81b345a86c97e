using IocExplorer.Analysis.Exports.Blocklists;
using IocExplorer.Analysis.Exports.Csv;
using IocExplorer.Analysis.Exports.Misp;
using IocExplorer.Analysis.Exports.Page;
using IocExplorer.Analysis.Exports.Stix;
using IocExplorer.Analysis.Exports.Xml;

namespace IocExplorer.Analysis.Exports;

/// <summary>All formats of export. A new one is a class and a line here.</summary>
public static class HuntExports
{
    public static IReadOnlyList<HuntExport> All { get; } =
    [
        new StixExport(),
        new MispExport(),
        new GraphmlExport(),
        new GexfExport(),
        CsvExports.Nodes,
        CsvExports.Edges,
        CsvExports.Relations,
        new NdjsonExport(),
        new BlocklistExport(IocType.Domain),
        new BlocklistExport(IocType.IpAddress),
        new BlocklistExport(IocType.Url),
        new BlocklistExport(IocType.Email),
        new BlocklistExport(IocType.File),
        new PageExport(),
    ];

    /// <summary>The format of this name, whatever its case; null when there is none.</summary>
    public static HuntExport? Find(string name) => All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
