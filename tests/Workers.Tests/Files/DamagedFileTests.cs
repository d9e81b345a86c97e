using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

/// <summary>Whatever stands in a file: it is read or told, and nothing is thrown.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const string Good = """
        { "type": "bundle", "objects": [
          { "type": "file", "id": "file--1", "hashes": { "MD5": "d41d8cd98f00b204e9800998ecf8427f",
            "SHA-256": "aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f" } },
          { "type": "domain-name", "id": "domain-name--1", "value": "a.example", "resolves_to_refs": ["ipv4-addr--1"] },
          { "type": "ipv4-addr", "id": "ipv4-addr--1", "value": "192.0.2.1" },
          { "type": "indicator", "id": "indicator--1",
            "pattern": "[url:value = 'http://a.example/' AND file:hashes.'SHA-1' = 'cf23df2207d99a74fbe169e3eba035e633b65d94']", "object_marking_refs": ["m"] },
          { "type": "observed-data", "id": "observed-data--1", "first_observed": "2026-01-01T00:00:00Z",
            "objects": { "0": { "type": "ipv4-addr", "value": "192.0.2.2" } } },
          { "type": "relationship", "id": "relationship--1", "source_ref": "indicator--1", "target_ref": "file--1", "relationship_type": "drops" } ],
          "Event": { "Tag": [ { "name": "tlp:red" } ], "Attribute": [ { "type": "domain|ip", "value": "b.example|192.0.2.3", "to_ids": true,
            "first_seen": "2026-01-01" } ],
            "Object": [ { "uuid": "o", "Attribute": [ { "type": "md5", "value": "d41d8cd98f00b204e9800998ecf8427f" } ],
              "ObjectReference": [ { "referenced_uuid": "o", "relationship_type": "x" } ] } ] } }
        """;

    private static readonly string[] s_values = ["null", "[]", "{}", "5", "-1e400", "true", "\"\\ud800\"", "\"\\u0000\"", "[[[[1]]]]", "\"\u202E\"",
        "{\"type\":{}}", "\"9999999999999999999999\""];
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OfAFileWithAnyValueInAnyPlace_ThrowsNothing()
    {
        var random = new Random(7);
        var places = Enumerable.Range(0, Good.Length).Where(i => Good[i] is '"' or '[' or '{').ToList();
        for (var round = 0; round < 600; round++)
        {
            // Mostly no JSON any more, sometimes JSON of another shape.
            var place = places[random.Next(places.Count)];
            var end = Good.IndexOfAny([',', '}', ']', ':'], place + 1);
            var text = Good[..place] + s_values[random.Next(s_values.Length)] + Good[(random.Next(2) == 0 ? Math.Max(end, place + 1) : place + 1)..];

            var source = FileSource.Load([_folder.Write("intel.json", text)]);

            (source.BadLines.Count > 0 || source.Relations > 0 || IntelligenceFolder.Ask(source, IocType.Domain, "a.example") is not Answer.NotAnswered)
                .ShouldBeTrue();
        }
    }

    [Fact]
    public void Load_OfAFileWithAnyByteChanged_ThrowsNothing()
    {
        var random = new Random(8);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var round = 0; round < 1500; round++)
        {
            byte[] bytes = [.. good];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var path = Path.Combine(_folder.Root, "intel.json");
            File.WriteAllBytes(path, bytes);

            FileSource.Load([path]).Operations.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void Load_OfTextsThatAreNoText_PassesOverThem()
    {
        var source = FileSource.Load([_folder.Write("intel.json", """
            { "type": "bundle", "objects": [ { "type": "domain-name", "id": "\ud800", "value": "\udc00.example" }, { "type": "\ud800" },
              { "type": "file", "id": "x", "hashes": { "\ud800": "5" } },
              { "type": "malware", "id": "m", "name": "\ud800" }, { "type": "domain-name", "id": "d", "value": "good.example" } ] }
            """)]);

        IntelligenceFolder.Ask(source, IocType.Domain, "good.example").ShouldBeOfType<Answer.Found>();
    }
}
