using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Tests.Definitions;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>Every operation of every source against answers that are no answers: none is taken for one, and nothing is thrown.</summary>
public sealed class HostileAnswersTests
{
    public static TheoryData<string> Operations => [.. Given.BuiltIn.SelectMany(s => s.Operations.Select(o => $"{s.Name}/{o.Name}"))];

    [Theory]
    [MemberData(nameof(Operations))]
    public void ReadPage_OfWhatIsNoAnswer_IsNeverAPage(string name)
    {
        var operation = Create(name);
        string[] bodies =
        [
            "<html><title>Sign in</title></html>", "Please check user credentials", "\"text\"", "5", "true", "{", "[{]", "{\"a\":1}x", "\0",
            "{\"error\":\"something is wrong\"}",
            "{\"error\":{\"code\":\"Unknown\",\"message\":\"rate limit exceeded\"}}", "{\"welcome\":\"to the proxy of this hotel\"}", new string('[', 5000),
            "[\"a list of the proxy\", 5]",
        ];

        foreach (var body in bodies)
        {
            Read(operation, body).ShouldNotBeOfType<PageOutcome.Page>($"{name}: {body[..Math.Min(60, body.Length)]}");
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void ReadPage_OfAnyMutationOfAnAnswer_NeverThrows_AndNamesOnlyGoodIocs(string name)
    {
        var operation = Create(name);
        string[] pieces =
        [
            "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1e999", "\"\\ud800\"", "\"\\ud800\":1,", "\"data\":", "\"rows\":[],", "\u202e", "\\",
            "\"../../etc\"", "\"=cmd()\"", "{}", "[]",
        ];
        foreach (var sample in Samples())
        {
            var random = new Random(sample.Length);
            for (var i = 0; i < 60; i++)
            {
                var body = sample;
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    var at = random.Next(body.Length);
                    body = body[..at] + pieces[random.Next(pieces.Length)] + body[Math.Min(body.Length, at + random.Next(6))..];
                }

                if (Read(operation, body) is PageOutcome.Page page)
                {
                    page.Relations.Where(r => !IocParser.TryParse(r.Target.Type, r.Target.Value, out var again, out _) || again != r.Target)
                        .ShouldBeEmpty(body);
                    page.Tags.ShouldAllBe(t => t.Name.Length > 0 && t.Name.Length <= 200 && !t.Name.Any(char.IsControl), body);
                }
            }
        }
    }

    // Shapes that the sources have between them; what a source makes of another one's is part of the test.
    private static IEnumerable<string> Samples() =>
    [
        """
        {"data":[{"id":"www.example.net","attributes":{"host_name":"www.example.net","date":1566265526,"last_analysis_stats":{"malicious":3}},"type":"domain"}],
         "meta":{"count":2,"cursor":"x"}}
        """,
        """
        {"query_status":"ok","data":[{"ioc":"192.0.2.1:443","ioc_type":"ip:port","malware":"win.x","first_seen":"2022-01-02 01:44:00 UTC","tags":["a","b"],
         "malware_samples":[]}]}
        """,
        """
        {"query_status":"ok","host":"a.example.net","urls":[{"url":"http://a.example.net/x","threat":"malware_download","tags":["elf"],
         "date_added":"2019-03-25 09:55:39 UTC"}]}
        """,
        """
        {"passive_dns":[{"address":"192.0.2.1","hostname":"a.example.net","record_type":"A","first":"2019-09-04T05:32:29","last":"2019-09-04T18:16:07"}],
         "count":1}
        """,
        """
        [{"name_value":"*.a.example.net\nb.example.net","common_name":"a.example.net","not_before":"2025-08-27T03:34:39","not_after":"2025-11-25T03:34:38"}]
        """,
        """{"hostnames":["a.example.net"],"ip":"192.0.2.1","ports":[53],"tags":["cdn"],"vulns":[],"cpes":[]}""",
        """
        {"responseCode":200,"count":1,"size":1,"data":[{"rrtype":"a","query":"a.example.net","answer":"192.0.2.1","firstSeenTimestamp":1566265526000,
         "lastSeenTimestamp":1566265526000}]}
        """,
        """{"records":{"A":[{"value":"192.0.2.1","first_seen":1566777600,"last_seen":1713268800}]},"status":"finished","limited":false}""",
    ];

    private static SourceOperation Create(string name)
    {
        var source = Given.BuiltIn.Single(s => s.Name == name.Split('/')[0]);
        var definition = source.Operations.Single(o => o.Name == name.Split('/')[1]);
        SourceOperation.TryCreate(source, definition, Given.WithKeyAndHost, new(), out var operation, out var off).ShouldBeTrue(off?.Reason);
        return operation!;
    }

    private static PageOutcome Read(SourceOperation operation, string body) =>
        operation.ReadPage(200, Encoding.UTF8.GetBytes(body), operation.Operation.Accepts[0] switch
        {
            IocType.File => new(IocType.File, Given.Hash),
            IocType.IpAddress => new(IocType.IpAddress, "198.51.100.7"),
            IocType.Email => new(IocType.Email, "a@example.com"),
            IocType.Url => new(IocType.Url, "http://example.com/"),
            _ => Given.Asked,
        }, 100);
}
