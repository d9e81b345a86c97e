using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

/// <summary>
/// Whatever stands in a file of relations, in whatever order: each line, object and attribute is read, repeated, left out with a reason, or counted.
/// </summary>
public sealed class AccountProperties : IDisposable
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true);
    private readonly IntelligenceFolder _folder = new();

    /// <summary>What becomes of an item.</summary>
    private enum Fate
    {
        Read,
        Repeated,
        LeftOut,
        Counted,
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryLineOfCsv_IsAccountedFor() => Check(
        "csv",
        lines => string.Concat(lines.Select(l => $"{l}\n")),
        i => [(Fate.Read, $"domain,d{i}.example.org,is,ip_address,203.0.113.{i % 250}")],
        i => [(Fate.Read, $"e{i}.example.org,is,203.0.113.1"), (Fate.Repeated, $" domain, E{i}.example[.]org ,is,ip_address,203.0.113.1")],
        _ => [(Fate.Counted, "")],
        _ => [(Fate.Counted, "  \t")],
        _ => [(Fate.Counted, "  # a comment")],
        _ => [(Fate.LeftOut, "domain,a.example.org,is")],
        _ => [(Fate.LeftOut, "???,is,b.example.org")],
        _ => [(Fate.LeftOut, "\"open,is,b.example.org")],
        _ => [(Fate.LeftOut, "a.example.org,,b.example.org")],
        _ => [(Fate.LeftOut, new string('x', 20_001))]);

    [Fact]
    public void EveryObjectOfStix_IsAccountedFor() => Check(
        "json",
        objects => $$"""{ "type": "bundle", "objects": [ {{string.Join(", ", objects)}} ] }""",
        i => [(Fate.Read, Domain(i))],
        i => [(Fate.Read, Domain(i)), (Fate.Repeated, Domain(i)), (Fate.Repeated, Domain(i))],
        i => [(Fate.Read, Indicator(i, "2026-01-02", "")), (Fate.Counted, Indicator(i, "2026-01-01", ""))],
        i => [(Fate.Counted, Indicator(i, "2026-01-02", ", \"revoked\": true")), (Fate.Counted, Indicator(i, "2026-01-01", ""))],
        i => [(Fate.Read, Domain(i)), (Fate.Read, Domain(-i)), (Fate.Read, Relationship(i, $"domain-name--{i}", $"domain-name--{-i}")),
            (Fate.Counted, Relationship(-i, $"domain-name--{i}", "file--gone"))],
        i => [(Fate.Read, Domain(i)), (Fate.Read, $$"""{ "type": "report", "id": "report--{{i}}", "object_refs": ["domain-name--{{i}}"] }""")],
        i => [(Fate.LeftOut, $$"""{ "type": "url", "id": "url--{{i}}", "value": "no url" }""")],
        i => [(Fate.Counted, $$"""{ "type": "ipv4-addr", "id": "ipv4-addr--{{i}}", "value": "203.0.113.0/24" }""")],
        i => [(Fate.Counted, $$"""{ "type": "indicator", "id": "indicator--{{i}}", "pattern_type": "yara", "pattern": "rule x {}" }""")],
        i => [(Fate.Counted, $$"""{ "type": "identity", "id": "identity--{{i}}" }""")],
        i => [(Fate.Counted, $$"""{ "type": "mutex", "name": "{{i}}" }""")],
        _ => [(Fate.Counted, "7"), (Fate.Counted, "null")],
        _ => [(Fate.Counted, "{}"), (Fate.Counted, "[]")],
        _ => [(Fate.Counted, """{ "type": 5 }""")]);

    [Fact]
    public void EveryAttributeOfMisp_IsAccountedFor() => Check(
        "json",
        attributes => $$"""{ "Event": { "info": "x", "Attribute": [ {{string.Join(", ", attributes)}} ] } }""",
        i => [(Fate.Read, Attribute("domain", $"d{i}.example.org", ""))],
        i => [(Fate.Read, Attribute("hostname", $"e{i}.example.org", "")), (Fate.Repeated, Attribute("hostname", $"E{i}.example.org", ""))],
        i => [(Fate.Counted, Attribute("domain", $"f{i}.example.org", ", \"deleted\": true"))],
        _ => [(Fate.Counted, Attribute("yara", "x", "")), (Fate.Counted, Attribute("never heard of", "x", ""))],
        _ => [(Fate.Counted, Attribute("ip-src", "203.0.113.0/24", "")), (Fate.Counted, Attribute("domain|ip", "2001:db8::/32|203.0.113.0/24", ""))],
        _ => [(Fate.LeftOut, Attribute("ip-dst", "?", "")), (Fate.LeftOut, Attribute("md5", "?", ""))],
        _ => [(Fate.LeftOut, Attribute("domain|ip", "?", ""))],
        _ => [(Fate.Counted, "7"), (Fate.Counted, "null"), (Fate.Counted, "[]")],
        _ => [(Fate.Counted, "{}"), (Fate.Counted, """{ "type": "domain" }"""), (Fate.Counted, """{ "value": "a.example.org" }""")]);

    /// <param name="file">A file with these items.</param>
    /// <param name="groups">Items that belong together, made with a number of their own.</param>
    private void Check(string extension, Func<IEnumerable<string>, string> file, params Func<int, (Fate Fate, string Text)[]>[] groups) =>
        Prop.ForAll(Gen.Choose(0, groups.Length - 1).ListOf().ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (chosen, seed) =>
        {
            var items = chosen.SelectMany((group, place) => groups[group](place + 1)).ToArray();
            if (extension == "json")
            {
                new Random(seed).Shuffle(items);
            }

            var source = FileSource.Load([_folder.Write($"intel.{extension}", file(items.Select(i => i.Text)))]);

            var account = source.Accounts.SingleOrDefault() ?? new("", "");
            account.Read.ShouldBe(Count(Fate.Read));
            account.Repeated.ShouldBe(Count(Fate.Repeated));
            account.LeftOut.ShouldBe(Count(Fate.LeftOut));
            account.Counted.Values.Sum().ShouldBe(Count(Fate.Counted));
            account.Items().ShouldBe(items.Length);
            (source.BadLines.Count > 0).ShouldBe(account.LeftOut > 0 || (extension == "csv" && items.Length == 0), "an empty file is told as a whole");

            int Count(Fate fate) => items.Count(i => i.Fate == fate);
        }).Check(s_config);

    private static string Domain(int i) => $$"""{ "type": "domain-name", "id": "domain-name--{{i}}", "value": "d{{i}}.example.org" }""";

    private static string Indicator(int i, string modified, string more) =>
        $$"""{ "type": "indicator", "id": "indicator--{{i}}", "modified": "{{modified}}", "pattern": "[domain-name:value = 'i{{i}}.example.org']"{{more}} }""";

    private static string Relationship(int i, string source, string target) =>
        $$"""
        { "type": "relationship", "id": "relationship--{{i}}", "relationship_type": "related-to", "source_ref": "{{source}}", "target_ref": "{{target}}" }
        """;

    private static string Attribute(string type, string value, string more) => $$"""{ "type": "{{type}}", "value": "{{value}}"{{more}} }""";
}
