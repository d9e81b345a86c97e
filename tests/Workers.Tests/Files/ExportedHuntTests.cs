using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

/// <summary>What the program exports it can read as relations of one's own.</summary>
public sealed class ExportedHuntTests : IDisposable
{
    private static readonly Ioc s_seed = new(IocType.Domain, "evil.example.com");
    private static readonly Ioc s_address = new(IocType.IpAddress, "192.0.2.7");
    private static readonly Ioc s_mail = new(IocType.Email, "+owner@mail.example.org");
    private static readonly Ioc s_file = new(IocType.File, "aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f");
    private static readonly Ioc s_other = new(IocType.IpAddress, "2001:db8::7");
    private static readonly Seen s_seen = new(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2025, 2, 3, 4, 5, 6, TimeSpan.Zero));

    private static readonly (Ioc From, string Label, Ioc To)[] s_relations =
    [
        (s_seed, "VT: domain to resolution ip", s_address),
        (s_seed, "QAX: Whois email, \"all\" of it", s_mail),
        (s_address, "=HYPERLINK(\"x\")", s_file),
        (s_mail, "QAX: Whois email to domain", s_seed),
        (s_file, "-contacted", s_other),
    ];

    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Csv_ReadAgain_GivesTheSameRelations_ByTheSameNames()
    {
        var source = FileSource.Load([await ExportAsync("csv-relations")]);

        source.BadLines.ShouldBeEmpty();
        source.Relations.ShouldBe(s_relations.Length);
        Of(source).ShouldBe(s_relations.Select(r => (r.From, r.Label, r.To)), ignoreOrder: true);
    }

    [Fact]
    public async Task Stix_ReadAgain_GivesTheSameRelations_WithTheirTimes()
    {
        var source = FileSource.Load([await ExportAsync("stix")]);

        source.BadLines.ShouldBeEmpty();
        Of(source).Where(r => !r.Label.EndsWith("(reverse)", StringComparison.Ordinal))
            .ShouldBe(s_relations.Select(r => (r.From, r.To == s_address ? "STIX: resolves-to" : "STIX: related-to", r.To)), ignoreOrder: true);
        ((Answer.Found)IntelligenceFolder.Ask(source, s_seed.Type, s_seed.Value)).Relations.Single(r => r.Target == s_address).Seen.ShouldBe(s_seen);
        IntelligenceFolder.Tags(source, s_seed.Type, s_seed.Value).ShouldBe(["tlp:green (info)"]);
    }

    [Fact]
    public async Task Misp_ReadAgain_GivesTheSameRelations_ByTheirNames()
    {
        var source = FileSource.Load([await ExportAsync("misp")]);

        source.BadLines.ShouldBeEmpty();
        Of(source).Where(r => !r.Label.EndsWith("(reverse)", StringComparison.Ordinal) && r.Label != "MISP: same event")
            .ShouldBe(s_relations.Select(r => (r.From, $"MISP: {r.Label}", r.To)), ignoreOrder: true);
        IntelligenceFolder.Tags(source, s_seed.Type, s_seed.Value).ShouldBe(["tlp:green (info)"]);
    }

    private static IEnumerable<(Ioc From, string Label, Ioc To)> Of(FileSource source) =>
        new[] { s_seed, s_address, s_mail, s_file, s_other }
            .SelectMany(i => IntelligenceFolder.Ask(source, i.Type, i.Value) is Answer.Found found ? found.Relations.Select(r => (i, r.Label, r.Target)) : []);

    private async Task<string> ExportAsync(string format)
    {
        var nodes = new List<TreeRecordNode> { new(s_seed, -1, null, -1, NodeExpansion.Expanded) };
        foreach (var (from, label, to) in s_relations)
        {
            nodes.Add(new(to, nodes.FindIndex(n => n.Ioc == from), label, 0, NodeExpansion.Expanded) { Seen = to == s_address ? s_seen : default });
        }

        var tree = new TreeRecord(1, nodes, [new(0, "Source", "operation", RecordedOutcome.Found, DateTimeOffset.UnixEpoch.AddYears(50))]);
        var hunt = new HuntRecord(1, null, DateTimeOffset.UnixEpoch.AddYears(50), null, 3, new() { Sharing = SharingLevel.Green }, 1);
        var export = HuntExports.Find(format)!;
        var path = Path.Combine(_folder.Root, $"export{export.FileExtension}");
        await using var file = File.Create(path);
        await export.WriteAsync(new(hunt, _ => new[] { tree }.ToAsyncEnumerable()), file, _ => { }, CancellationToken.None);
        return path;
    }
}
