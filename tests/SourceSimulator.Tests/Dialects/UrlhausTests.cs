using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class UrlhausTests
{
    private const string Url = "http://verdalo.net/a/7.exe";
    private static readonly (string, string) WithKey = ("Auth-Key", DialectServer.Key);

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.UrlhausDomainUrl, DialectServer.Domain, new Sighting(Url))
        .Add(SourceRelations.UrlhausUrlPayload, Url, new Sighting(DialectServer.File))
        .Add(SourceRelations.UrlhausFileUrl, DialectServer.File, new Sighting(Url));

    [Fact]
    public async Task AHost_HasUrls()
    {
        await using var server = await DialectServer.StartAsync("URLhaus", World);

        (await server.PostFormAsync("v1/host/", "host=verdalo.net", WithKey)).ShouldBe(
            200,
            OneLine.Of("""
                {"query_status":"ok","urlhaus_reference":"https://urlhaus.abuse.ch/host/verdalo.net/","host":"verdalo.net",
                  "firstseen":"2021-03-04 05:06:07 UTC",
                 "url_count":"1","blacklists":{"spamhaus_dbl":"not listed","surbl":"not listed"},
                 "urls":[{"id":"165000","urlhaus_reference":"https://urlhaus.abuse.ch/url/165000/","url":"http://verdalo.net/a/7.exe","url_status":"online",
                 "date_added":"2021-03-04 05:06:07 UTC","threat":"malware_download","reporter":"someone","larted":"true","takedown_time_seconds":null,
                 "tags":["elf","mirai"]}]}
                """));
    }

    [Fact]
    public async Task AUrlAndAPayload_NameOneAnother()
    {
        await using var server = await DialectServer.StartAsync("URLhaus", World);

        var url = await server.PostFormAsync("v1/url/", $"url={Uri.EscapeDataString(Url)}", WithKey);
        var payload = await server.PostFormAsync("v1/payload/", $"sha256_hash={DialectServer.File}", WithKey);

        url.Json().GetProperty("host").GetString().ShouldBe(DialectServer.Domain);
        url.Column("payloads", "response_sha256").ShouldBe([DialectServer.File]);
        url.Column("payloads", "firstseen").ShouldBe(["2021-03-04"]);
        payload.Column("urls", "url").ShouldBe([Url]);
        server.Simulator.Egress.ShouldBe([new("URLhaus", IocType.File, DialectServer.File), new("URLhaus", IocType.Url, Url)]);
    }

    [Theory]
    [InlineData("v1/host/", "host=tramondi.org", "no_results")]
    [InlineData("v1/payload/", "sha256_hash=abc", "invalid_sha256")]
    [InlineData("v1/host/", "nothing=1", "http_post_expected")]
    public async Task OtherAnswers_AreAStatus(string path, string form, string status)
    {
        await using var server = await DialectServer.StartAsync("URLhaus", World);

        (await server.PostFormAsync(path, form, WithKey)).ShouldBe(200, $$"""{"query_status":"{{status}}"}""");
    }

    [Fact]
    public async Task Keys_AreRefusedInTwoWays()
    {
        await using var server = await DialectServer.StartAsync("URLhaus", World);

        (await server.PostFormAsync("v1/host/", "host=verdalo.net")).ShouldBe(401, """{"error":"Unauthorized"}""");
        (await server.PostFormAsync("v1/host/", "host=verdalo.net", ("Auth-Key", "bad"))).ShouldBe(403, """{"query_status":"unknown_auth_key"}""");
    }
}
