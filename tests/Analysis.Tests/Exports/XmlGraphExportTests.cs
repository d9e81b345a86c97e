namespace IocExplorer.Analysis.Tests.Exports;

public sealed class XmlGraphExportTests
{
    private const string Print = """

        print(type(g).__name__, g.number_of_nodes(), g.number_of_edges())
        for n, d in sorted(g.nodes(data=True), key=lambda x: x[1]['type'] + x[1]['value']):
            print(ascii((d['value'], d['type'], d['seed'], d['level'], d['seeds'], d.get('tags'))))
        for a, b, d in sorted(g.edges(data=True), key=str):
            print(ascii((d.get('relation') or d['label'], d['source'], d.get('first_seen'), d['seeds'])))
        """;

    private static readonly Dictionary<string, string> s_read = new(StringComparer.Ordinal)
    {
        ["graphml"] = "import io, sys, networkx\ng = networkx.read_graphml(io.BytesIO(sys.stdin.buffer.read()))" + Print,
        ["gexf"] = "import io, sys, networkx\ng = networkx.read_gexf(io.BytesIO(sys.stdin.buffer.read()))" + Print,
    };

    [Theory]
    [InlineData("graphml")]
    [InlineData("gexf")]
    public async Task Sample_ReadByNetworkx_IsTheGraph(string format)
    {
        var lines = await Python.ReadAsync(s_read[format], await TestHunt.ExportAsync(TestHunt.Sample().Build(), format));

        lines[0].Split(' ')[1..].ShouldBe(["13", "13"]);
        lines.ShouldContain("('9.9.9.7', 'ip_address', False, 1, 2, 'known-bad: malicious=9')");
        lines.ShouldContain("('second.example.net', 'domain', True, 0, 1, None)");
        lines.ShouldContain("(\"http://9.9.9.7/a?b=1&c='2'\", 'url', False, 2, 1, None)");
        lines.ShouldContain("('VT: ip to file', 'VirusTotal', '2025-01-02T03:04:05Z', 2)");
    }

    [Theory]
    [InlineData("graphml")]
    [InlineData("gexf")]
    public async Task HostileValues_ReadByNetworkx_AreAllThere(string format)
    {
        var hunt = TestHunt.Hostile().Build();

        var lines = await Python.ReadAsync(s_read[format], await TestHunt.ExportAsync(hunt, format));

        lines[0].ShouldStartWith("MultiDiGraph ");
        lines.ShouldContain(l => l.Contains("</script><script>alert(1)</script>", StringComparison.Ordinal));
        lines.ShouldContain(l => l.Contains("]]>", StringComparison.Ordinal));
        lines.ShouldContain(l => l.Contains("&amp;&lt;&#0;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Graphml_HasIdsThatItsSchemaAllows()
    {
        const string Program = """
            import re, sys, xml.etree.ElementTree as tree
            space = '{http://graphml.graphdrawing.org/xmlns}'
            root = tree.fromstring(sys.stdin.buffer.read())
            token = re.compile(r'^[A-Za-z0-9._:-]+$')
            keys = {k.get('id') for k in root.iter(space + 'key')}
            nodes = [n.get('id') for n in root.iter(space + 'node')]
            assert all(token.match(i) for i in nodes) and len(nodes) == len(set(nodes))
            assert all(e.get(end) in nodes for e in root.iter(space + 'edge') for end in ('source', 'target'))
            assert {d.get('key') for d in root.iter(space + 'data')} <= keys
            print(len(nodes))
            """;

        (await Python.ReadAsync(Program, await TestHunt.ExportAsync(TestHunt.Hostile().Build(), "graphml"))).Length.ShouldBe(1);
    }
}
