using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

/// <summary>A hunt made for one test: relations are told from the seed on, a tree after the other.</summary>
internal sealed class TestHunt
{
    public static readonly DateTimeOffset Started = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly List<List<TreeRecordNode>> _nodes = [];
    private readonly List<List<TreeRecordAnswer>> _answers = [];
    private readonly List<SharingLevel?> _sharing = [];

    public string? Name { get; set; } = "Test";

    public HuntRules Rules { get; set; } = new();

    public static Ioc Domain(string value) => new(IocType.Domain, value);

    public static Ioc Ip(string value) => new(IocType.IpAddress, value);

    /// <summary>With its MD5, whatever file that is.</summary>
    public static Ioc File(int number) => new(IocType.File, number.ToString("x32", CultureInfo.InvariantCulture));

    /// <summary>Begins a tree.</summary>
    public TestHunt Seed(Ioc seed, params Tag[] tags) => Seed(seed, null, tags);

    /// <summary>Begins the tree of a seed with a sharing level of its own.</summary>
    public TestHunt Seed(Ioc seed, SharingLevel? sharing, params Tag[] tags)
    {
        _sharing.Add(sharing);
        _nodes.Add([new(seed, -1, null, -1, NodeExpansion.Expanded) { Tags = tags }]);
        _answers.Add([]);
        return this;
    }

    /// <summary>A relation in the tree that was begun last.</summary>
    public TestHunt Relate(Ioc from, string label, Ioc to, string source = "VirusTotal", Seen seen = default, params Tag[] tags)
    {
        var nodes = _nodes[^1];
        var parent = nodes.FindIndex(n => n.Ioc == from);
        parent.ShouldBeGreaterThanOrEqualTo(0);
        _answers[^1].Add(new(parent, source, "operation", RecordedOutcome.Found, Started.AddMinutes(1)));
        var expansion = nodes.Exists(n => n.Ioc == to) ? NodeExpansion.Repeated : NodeExpansion.DepthLimit;
        nodes.Add(new(to, parent, label, _answers[^1].Count - 1, expansion) { Seen = seen, Tags = tags });
        return this;
    }

    public ExportedHunt Build()
    {
        TreeRecord[] trees = [.. _nodes.Select((nodes, i) => new TreeRecord(i + 1, nodes, _answers[i]) { Sharing = _sharing[i] })];
        return new(new(7, Name, Started, Started.AddHours(1), 3, Rules, trees.Length), cancellation => ReadAsync(trees, cancellation));
    }

    /// <summary>Two seeds that share an address, with all types, tags and times.</summary>
    public static TestHunt Sample()
    {
        var hunt = new TestHunt { Rules = new() { Sharing = SharingLevel.Amber, OwnDomains = ["our.example.net"] } };
        var seen = new Seen(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2025, 2, 3, 4, 5, 6, TimeSpan.Zero));
        var once = new Seen(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
        Tag bad = new("malicious=9", TagClass.KnownBad, "VirusTotal");
        Tag cdn = new("Some CDN", TagClass.Shared, "cdn-list", "20260101");
        Tag popular = new("popular #1", TagClass.KnownGood, "top-list");
        hunt.Seed(Domain("evil.example.com"), bad)
            .Relate(Domain("evil.example.com"), "VT: domain to resolution ip", Ip("9.9.9.7"), seen: seen, tags: [bad])
            .Relate(Domain("evil.example.com"), "QAX: Whois email to domain", new(IocType.Email, "owner@mail.example.org"), "QiAnXin")
            .Relate(Domain("evil.example.com"), "VT: domain to subdomain", Domain("www.evil.example.com"), seen: once)
            .Relate(Ip("9.9.9.7"), "VT: ip to file", File(1))
            .Relate(Ip("9.9.9.7"), "VT: ip to url", new(IocType.Url, "http://9.9.9.7/a?b=1&c='2'"))
            .Relate(new(IocType.Email, "owner@mail.example.org"), "QAX: Whois email to domain", Domain("other.example.org"), "QiAnXin")
            .Relate(Domain("www.evil.example.com"), "VT: domain to resolution ip", Ip("9.9.9.7"));
        hunt.Seed(Domain("second.example.net"))
            .Relate(Domain("second.example.net"), "VT: domain to resolution ip", Ip("9.9.9.7"))
            .Relate(Domain("second.example.net"), "VT: domain to resolution ip", Ip("2001:db8::7"))
            .Relate(Domain("second.example.net"), "VT: domain to resolution ip", Ip("10.1.2.3"))
            .Relate(Domain("second.example.net"), "crt.sh: certificate", Domain("cdn.example.org"), "crt.sh", tags: [cdn])
            .Relate(Domain("second.example.net"), "crt.sh: certificate", Domain("popular.example.org"), "crt.sh", tags: [popular])
            .Relate(Domain("second.example.net"), "crt.sh: certificate", Domain("host.our.example.net"), "crt.sh")
            .Relate(Ip("9.9.9.7"), "VT: ip to file", File(1), seen: seen);
        return hunt;
    }

    /// <summary>A hunt whose every text is made to break the formats.</summary>
    public static TestHunt Hostile()
    {
        var hunt = new TestHunt { Name = HostileText };
        hunt.Seed(Domain("seed.example"));
        foreach (var (text, number) in HostileTexts.Select((t, i) => (t, i)))
        {
            Tag tag = new(text, TagClass.KnownBad, text, text);
            hunt.Relate(Domain("seed.example"), text, new(IocType.Url, $"http://a.example/{text}"), text, tags: [tag]);
            hunt.Relate(Domain("seed.example"), text, new(IocType.Email, $"{text}@a.example"), text, tags: [tag]);
            hunt.Relate(Domain("seed.example"), $"{text}{number}", new(IocType.File, text), text, tags: [tag]);
            hunt.Relate(Domain("seed.example"), text, Domain(text), text, tags: [tag]);
        }

        return hunt;
    }

    public static string HostileText => string.Concat(HostileTexts);

    public static string[] HostileTexts { get; } =
    [
        "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\uFF1D1", "a\"b\"\"c", "a'b", "a,b;c", "a\nb\r\nc",
        "\0\u0001\u001B[31m\u007F\u0085", "</script><script>alert(1)</script>",
        "<!--<script>", "]]>", "&amp;&lt;&#0;", "\u202Eevil\u202C\u2066x\u2069\u200F", "\uD800lone", "lone\uDC00",
        "\uFFFE\uFFFF", "\u2028\u2029", "\\u003c\\", "${jndi:x}", "'; DROP TABLE x; --", "\uFEFFbom", "\uD83D\uDE00",
        "# comment", " ", "", new string('x', 5000),
    ];

    public static async Task<string> ExportAsync(ExportedHunt hunt, string format)
    {
        using var output = new AsyncOnlyStream();
        await HuntExports.Find(format)!.WriteAsync(hunt, output, _ => { }, CancellationToken.None);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.ToArray());
    }

    private static async IAsyncEnumerable<TreeRecord> ReadAsync(IEnumerable<TreeRecord> trees, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var tree in trees)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.CompletedTask;
            yield return tree;
        }
    }
}
