using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Definitions;

namespace IocExplorer.Workers.Tests.Definitions;

/// <summary>Answers as the providers gave them (and some made by hand where no recording is public), against what a correct parser finds.</summary>
public sealed class RecordedAnswersTests
{
    // Recorded relations that are not among the built-in ones, and answers of other endpoints.
    private static readonly (string FilePart, string Items, string Kinds, string Value, string Yields, string Paging)[] s_others =
    [
        ("communicating_files.trimmed", "data", "array", "data[*].attributes?.sha256", "file", "links.next"),
        ("ip_45.83.140.140_resolutions", "data", "array", "data[*].attributes?.host_name", "domain", "links.next"),
        ("siblings_empty", "data", "array", "data[*].id", "domain", "links.next"),
        ("historical_whois", "data", "array", "data[*].attributes?.whois_map[\\\"Registrant Email\\\"]?", "email", "links.next"),
        ("url_example.com_downloaded_files", "data", "array", "data[*].attributes?.sha256", "file", "links.next"),
        ("relationships_descriptors", "communicating_files.data", "array", "communicating_files.data[*].id", "file", "communicating_files.links.next"),
        ("relationships_descriptors", "referrer_files.data", "array", "referrer_files.data[*].id", "file", "referrer_files.links.next"),
        ("file_b665290b", "data.relationships.contacted_domains.data", "array", "data.relationships.contacted_domains.data[*].id", "domain", "links.next"),
        ("file_b665290b", "data.relationships.contacted_ips.data", "array", "data.relationships.contacted_ips.data[*].id", "ip_address", "links.next"),
    ];

    private static readonly string[] s_subjectAlternativeNames = ["domain", "ip_address"];

    // One case stands for all where there are no recordings: it says that they are left out, or fails where they must not be missing.
    public static TheoryData<string> Files => [.. Cases().Select(c => c.Name).DefaultIfEmpty("virustotal/error_404_not_found.json")];

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void ReadPage_OfARecordedAnswer_ExtractsWhatIsInIt(string name)
    {
        var answer = Find(name);
        var pages = OperationsFor(answer).Select(o => o.Read(answer.Body, answer.Status, 1000)).ToList();

        pages.ShouldNotBeEmpty();
        if (answer.IsRefusal)
        {
            pages.OfType<PageOutcome.Page>().ShouldBeEmpty();
            return;
        }

        var found = pages.Select(p => p.ShouldBeOfType<PageOutcome.Page>()).SelectMany(p => p.Relations).ToList();
        var must = answer.Expected("pivots").ToList();
        foreach (var (relation, ioc) in must)
        {
            found.ShouldContain(r => r.Target == ioc && (!relation.Contains(':', StringComparison.Ordinal) || r.Label == relation));
        }

        // A certificate names its hosts with wildcards; whether those count is not for this test.
        if (!name.Contains("_object_", StringComparison.Ordinal))
        {
            var may = must.Concat(answer.Expected("optional")).Select(p => p.Ioc).ToHashSet();
            found.ShouldAllBe(r => may.Contains(r.Target));
        }

        found.ShouldAllBe(r => !answer.MustNot.Contains(r.Target.Value));
    }

    [Theory]
    [InlineData("virustotal/ip_1.1.1.1_downloaded_files.trimmed.json")]
    [InlineData("virustotal/ip_45.83.140.140_resolutions_cursor.json")]
    [InlineData("virustotal/domain_github.com_communicating_files.trimmed.json")]
    public void ReadPage_OfARecordedFirstPage_KnowsTheNext(string name)
    {
        var answer = Find(name);
        var operation = OperationsFor(answer).Single();

        var page = operation.Read(answer.Body, answer.Status, 1000).ShouldBeOfType<PageOutcome.Page>();

        page.Next!.Link.ShouldBe(answer.Json.GetProperty("paging").GetProperty("next").GetString());
        page.Items.ShouldBe(10);
        operation.RefuseNext(page.Next).ShouldBeNull();
    }

    [Fact]
    public void ReadPage_OfARecordedFirstPage_WithoutItsLink_GoesOnWithTheCursor()
    {
        var answer = Find("virustotal/ip_1.1.1.1_downloaded_files.trimmed.json");
        var operation = OperationsFor(answer).Single();
        var body = System.Text.Encoding.UTF8.GetString(answer.Body).Replace("\"next\"", "\"former\"", StringComparison.Ordinal);

        operation.ReadGood(body, 1000).Next.ShouldBe(new NextPage(null, "STEwCi4="));
    }

    [Theory]
    [InlineData("virustotal/error_404_not_found.json", typeof(PageOutcome.Page))]
    [InlineData("virustotal/error_401_header_missing.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("virustotal/error_401_wrong_credentials.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("virustotal/error_403_forbidden.json", typeof(PageOutcome.OperationRefused))]
    [InlineData("virustotal/error_429_edge.html", typeof(PageOutcome.Throttled))]
    [InlineData("virustotal/error_429_quota_exceeded.json", typeof(PageOutcome.Throttled))]
    [InlineData("qianxin/malfile_pro_auth_error.json", typeof(PageOutcome.KeyRefused))]
    [InlineData("qianxin/flint_error_http200.json", typeof(PageOutcome.Failed))]
    public void ReadPage_OfARecordedRefusal_SaysWhichItIs(string name, Type expected)
    {
        var answer = Find(name);

        OperationsFor(answer).First().Read(answer.Body, answer.Status).ShouldBeOfType(expected);
    }

    private static IEnumerable<SourceOperation> OperationsFor(RecordedAnswer answer)
    {
        if (answer.Name.Contains("_object_", StringComparison.Ordinal))
        {
            const string San = "data.attributes.last_https_certificate?.extensions?.subject_alternative_name?[*]";
            return s_subjectAlternativeNames.Select(t => Ad("data", "object", San, t, "links.next"));
        }

        var others = s_others.Where(o => answer.Name.Contains(o.FilePart, StringComparison.Ordinal)).ToList();
        return others.Count > 0 ? others.Select(o => Ad(o.Items, o.Kinds, o.Value, o.Yields, o.Paging)) : [Given.Operation(BuiltInFor(answer.Name), new() { ApiKeys = ["k"], BaseUrl = new("https://www.virustotal.com") })];
    }

    private static string BuiltInFor(string name) =>
        name.Contains("flint", StringComparison.Ordinal) ? "flint"
        : name.Contains("malfile", StringComparison.Ordinal) ? "file_reputation"
        : name.Contains("whois_detail", StringComparison.Ordinal) ? "registrant_email"
        : name.Contains("whois_reverse", StringComparison.Ordinal) ? "reverse_email"
        : name.Contains("file_contacted_domains", StringComparison.Ordinal) ? "file_contacted_domains"
        : name.Contains("file_contacted_ips", StringComparison.Ordinal) ? "file_contacted_ips"
        : name.Contains("execution_parents", StringComparison.Ordinal) ? "file_execution_parents"
        : name.Contains("downloaded_files", StringComparison.Ordinal) ? "ip_downloaded_files"
        : "domain_resolutions";

    private static SourceOperation Ad(string items, string kinds, string value, string yields, string paging) => Given.Own($$"""
        "path": "/{value}", "limit": { "default": 1000 },
        "paging": { "nextLink": "{{paging}}" },
        "answer": { "items": "{{items}}", "kinds": ["{{kinds}}"] },
        "relations": [{ "label": "{{value}}", "yields": "{{yields}}", "value": "{{value}}" }]
        """, settings: new() { BaseUrl = new("https://www.virustotal.com/api/v3") });

    private static RecordedAnswer Find(string name) =>
        Cases().FirstOrDefault(c => c.Name == name) switch
        {
            null when CheckoutFolder.RecordingsAreRequired => throw new InvalidOperationException($"The recordings beside the checkout have no {name}."),
            null => Skipped(),
            var found => found,
        };

    private static RecordedAnswer Skipped()
    {
        Assert.Skip("The recordings do not stand beside this checkout; they are other people's data and no part of it.");
        throw new InvalidOperationException();
    }

    private static IEnumerable<RecordedAnswer> Cases()
    {
        if (CheckoutFolder.Recordings is null)
        {
            return [];
        }

        return new[] { "recorded", "synthetic" }.SelectMany(kind =>
        {
            var folder = Path.Combine(CheckoutFolder.Recordings, "sources", kind);
            var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json"))).RootElement.EnumerateArray();
            return expected.Select(e => new RecordedAnswer(folder, e)).Where(a => a.Name.StartsWith("virustotal/", StringComparison.Ordinal) || a.Name.StartsWith("qianxin/", StringComparison.Ordinal));
        });
    }

    private sealed record RecordedAnswer(string Folder, JsonElement Json)
    {
        public string Name => Json.GetProperty("file").GetString()!;

        public int Status => Json.GetProperty("http_status").GetInt32();

        public byte[] Body => File.ReadAllBytes(Path.Combine(Folder, Name));

        public bool IsRefusal => Name.Contains("error", StringComparison.Ordinal) && Status != 404;

        public IReadOnlyList<string> MustNot => [.. Json.GetProperty("must_not").EnumerateArray().Select(m => m.GetString()!)];

        public IEnumerable<(string Relation, Ioc Ioc)> Expected(string list) => Json.GetProperty(list).EnumerateArray().Select(p =>
        {
            IocTypeNames.TryParse(p.GetProperty("type").GetString(), out var type).ShouldBeTrue();
            return (p.GetProperty("relation").GetString()!, new Ioc(type, p.GetProperty("value").GetString()!));
        });
    }
}
