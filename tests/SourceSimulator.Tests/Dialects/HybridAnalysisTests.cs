using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Dialects;

public sealed class HybridAnalysisTests
{
    private static readonly (string, string)[] WithKey = [("api-key", DialectServer.Key), ("User-Agent", "Falcon Sandbox")];

    private static readonly GivenWorld World = new GivenWorld()
        .Add(SourceRelations.HybridAddress, DialectServer.File, DialectServer.Many("62.4.9.{0}", 2))
        .Add(SourceRelations.HybridDomainFile, DialectServer.Domain, new Sighting(DialectServer.File));

    [Fact]
    public async Task AHash_FindsAnArrayOfReports()
    {
        await using var server = await DialectServer.StartAsync("HybridAnalysis", World);

        var reply = await server.PostFormAsync("api/v2/search/hash", $"hash={DialectServer.File}", WithKey);

        reply.Json().EnumerateArray().Select(report => report.GetProperty("hosts").GetArrayLength()).ShouldBe([2, 1]);
        reply.Json()[0].GetProperty("verdict").GetString().ShouldBe("malicious");
        reply.Headers["Api-Limits"].ShouldBe("""{"limits":{"minute":200,"hour":2000},"used":{"minute":1,"hour":1},"limit_reached":false}""");
    }

    [Fact]
    public async Task Terms_FindSamplesAndAScanWithoutOne()
    {
        await using var server = await DialectServer.StartAsync("HybridAnalysis", World);

        (await server.PostFormAsync("api/v2/search/terms", $"domain={DialectServer.Domain}", WithKey)).ShouldBe(
            200,
            OneLine.Of($$"""
                {"search_terms":[{"id":"domain","value":"verdalo.net"}],"count":2,
                 "result":[{"verdict":"malicious","av_detect":"61","threat_score":100,"vx_family":null,"job_id":"5e2bdfa5ead45a359b7ef88b",
                 "sha256":"{{DialectServer.File}}","environment_id":120,"analysis_start_time":"2021-03-04 05:06:07","submit_name":"sample.exe"},
                 {"verdict":"no specific threat","sha256":null,"environment_id":null,"submit_name":"https://scan/"}]}
                """));
    }

    [Fact]
    public async Task WhatIsUnknown_IsEmpty()
    {
        await using var server = await DialectServer.StartAsync("HybridAnalysis", World);

        (await server.PostFormAsync("api/v2/search/hash", $"hash={new string('b', 64)}", WithKey)).ShouldBe(200, "[]");
        (await server.PostFormAsync("api/v2/search/terms", "host=62.4.9.9", WithKey))
            .ShouldBe(200, """{"search_terms":[{"id":"host","value":"62.4.9.9"}],"count":0,"result":[]}""");
    }

    [Fact]
    public async Task AnotherUserAgent_IsRefusedAsAWrongKeyIs()
    {
        await using var server = await DialectServer.StartAsync("HybridAnalysis", World);

        (await server.PostFormAsync("api/v2/search/hash", "hash=a", ("api-key", DialectServer.Key)))
            .ShouldBe(403, """{"message":"The user agent is not allowed"}""");
        (await server.PostFormAsync("api/v2/search/hash", "hash=a", ("api-key", "bad"), ("User-Agent", "Falcon Sandbox")))
            .ShouldBe(403, """{"message":"API key is invalid"}""");
    }
}
