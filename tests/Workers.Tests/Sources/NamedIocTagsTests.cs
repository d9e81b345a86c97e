using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Sources;

/// <summary>What VirusTotal's items say of the IOCs that they name comes along as tags of those, and changes nothing about the relations.</summary>
public sealed class NamedIocTagsTests
{
    private const string Address = "198.51.100.23";
    private static readonly SourceUnderTest s_virusTotal = new("VirusTotal");
    private static readonly string s_one = new('1', 64);
    private static readonly string s_two = new('2', 64);
    private static readonly string s_three = new('3', 64);

    [Theory]
    [InlineData("ip_downloaded_files", IocType.IpAddress, Address)]
    [InlineData("domain_downloaded_files", IocType.Domain, "drop.example.net")]
    [InlineData("file_execution_parents", IocType.File, "44444444444444444444444444444444")]
    [InlineData("url_downloaded_files", IocType.Url, "http://drop.example.net/a")]
    public void ReadPage_OfFiles_TagsEachWithWhatItsItemSays(string operation, IocType type, string asked)
    {
        var body = $$$"""
            {"data":[
              {"type":"file","id":"{{{s_one}}}","attributes":{"sha256":"{{{s_one}}}","meaningful_name":"invoice.exe","names":["a","b","c","d","e","f"],
                "last_analysis_stats":{"malicious":41,"undetected":20},"popular_threat_classification":{"suggested_threat_label":"trojan.example/loader"},
                "first_submission_date":1700000000,"last_submission_date":1700000300,"last_analysis_date":1700000200}},
              {"type":"file","id":"{{{s_two}}}","attributes":{"sha256":"{{{s_two}}}","last_analysis_stats":{"malicious":0},"last_analysis_date":1700000100,
                "names":[]}},
              {"type":"file","id":"{{{s_three}}}","error":{"code":"NotFoundError","message":"unknown"}}]}
            """;

        var page = s_virusTotal.Page(operation, type, asked, body);

        page.Relations.Select(r => r.Target.Value).Take(2).ShouldBe([s_one, s_two]);
        page.Dropped.ShouldBe(0);
        page.Tags.Select(t => $"{t.About.Value[0]} {t.Name} {t.Class.Name()} {t.AsOf % 1000}").ShouldBe(
            [
                "1 malicious=41 known-bad 200",
                "1 last_analysis_stats={\"malicious\": 41, \"undetected\": 20} info 200",
                "1 threat=trojan.example/loader known-bad 200",
                "1 meaningful_name=invoice.exe info 200",
                "1 name=a info 0", "1 name=b info 0", "1 name=c info 0", "1 name=d info 0", "1 name=e info 0",
                "1 first_submission_date=2023-11-14T22:13:20Z info 200",
                "1 last_submission_date=2023-11-14T22:18:20Z info 300",
                "1 last_analysis_date=2023-11-14T22:16:40Z info 200",
                "2 malicious=0 info 100",
                "2 last_analysis_stats={\"malicious\": 0} info 100",
                "2 last_analysis_date=2023-11-14T22:15:00Z info 100",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("ip_downloaded_files", true)]
    [InlineData("ip_communicating_files", false)]
    public void ReadPage_OfTheOriginalsRelations_ShowsAllTagsOnlyWithTags_AndOfOthersWhatIsBad(string operation, bool onlyWithTags)
    {
        var body =
            $$$"""{"data":[{"id":"{{{s_one}}}","attributes":{"sha256":"{{{s_one}}}","meaningful_name":"a.exe","last_analysis_stats":{"malicious":3} } }]}""";

        var tags = s_virusTotal.Page(operation, IocType.IpAddress, Address, body).Tags;

        tags.Single(t => t.Name == "malicious=3").OnlyWithTags.ShouldBe(onlyWithTags);
        tags.Single(t => t.Name == "meaningful_name=a.exe").OnlyWithTags.ShouldBeTrue();
    }

    [Fact]
    public void ReadPage_OfResolutions_TagsBothEnds()
    {
        const string Body = """
            {"data":[
              {"type":"resolution","id":"x","attributes":{"date":1700000000,"ip_address":"198.51.100.23","host_name":"drop.example.net",
                "ip_address_last_analysis_stats":{"malicious":2},"host_name_last_analysis_stats":{"malicious":7}}},
              {"type":"resolution","id":"y","attributes":{"date":1700000001,"ip_address":"198.51.100.24","host_name":"drop.example.net",
                "host_name_last_analysis_stats":{"malicious":7}}}]}
            """;

        s_virusTotal.Tags("domain_resolutions", IocType.Domain, "drop.example.net", Body).ShouldBe(
            [
                "198.51.100.23 malicious=2 known-bad", "198.51.100.23 last_analysis_stats={\"malicious\": 2} info",
                "drop.example.net malicious=7 known-bad", "drop.example.net last_analysis_stats={\"malicious\": 7} info",
            ]);
        s_virusTotal.Tags("ip_resolutions", IocType.IpAddress, Address, Body).ShouldContain("drop.example.net malicious=7 known-bad");
    }

    [Fact]
    public void ReadPage_WhenTheLimitEndsIt_TagsOnlyWhatItKeeps()
    {
        var items = Enumerable.Range(10, 12).Select(n => $$$"""{"id":"198.51.100.{{{n}}}","attributes":{"last_analysis_stats":{"malicious":{{{n}}} } } }""");

        var page = s_virusTotal.Page("file_contacted_ips", IocType.File, s_one, $$$"""{"data":[{{{string.Join(',', items)}}}]}""");

        page.Relations.Count.ShouldBe(10);
        page.Tags.Where(t => t.Class == TagClass.KnownBad).Select(t => t.About).ShouldBe(page.Relations.Select(r => r.Target));
    }

    [Theory]
    [InlineData("\"last_analysis_stats\":[]")]
    [InlineData("\"last_analysis_stats\":null")]
    [InlineData("\"last_analysis_stats\":{\"malicious\":null},\"names\":{},\"last_analysis_date\":\"never\"")]
    [InlineData("\"last_analysis_stats\":{\"malicious\":{\"a\":[1]}},\"names\":[[{\"a\":1}]],\"popular_threat_classification\":\"x\"")]
    [InlineData("\"names\":[\"\",\"  \",\"\\ud800\"],\"\\ud800\":1")]
    public void ReadPage_WithOddAttributes_KeepsTheRelationsAndTagsNothingOdd(string attributes)
    {
        var page = s_virusTotal.Page("ip_downloaded_files", IocType.IpAddress, Address,
            $$$"""{"data":[{"id":"x","attributes":{"sha256":"{{{s_one}}}",{{{attributes}}} } }]}""");

        page.Relations.ShouldHaveSingleItem().Target.Value.ShouldBe(s_one);
        page.Dropped.ShouldBe(0);
        page.Tags.ShouldNotContain(t => t.Name.StartsWith("malicious", StringComparison.Ordinal) || t.Name.StartsWith("name=", StringComparison.Ordinal));
    }
}
