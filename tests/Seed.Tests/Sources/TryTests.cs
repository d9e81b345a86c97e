using System.Net;
using System.Text;
using IocExplorer.Seed.Tests.Runs;

namespace IocExplorer.Seed.Tests.Sources;

public sealed class TryTests
{
    private const string Own = """
        {
          "name": "Own", "version": 1, "baseUrl": "https://own.example/api", "key": { "header": "Authorization", "prefix": "BEARER " },
          "answer": { "items": "data", "total": "count" },
          "paging": { "offset": { "parameter": "from" } },
          "operations": [{
            "name": "names", "accepts": "ip_address", "path": "/names/{value}",
            "relations": [{
              "label": "Own: name", "yields": "domain", "value": "data[*].name", "seen": { "first": "data[*].since", "last": "data[*].until" },
              "tags": [{ "value": "data[*].risk", "name": "risk={}", "class": "known-bad" }] }] }]
        }
        """;

    private const string Answer = """
        {"count": 70, "data": [
          {"name": "www.example.com", "since": 1577836800000, "until": "2021-02-03 04:05:06 UTC", "risk": "high"},
          {"name": "no name"}]}
        """;

    [Fact]
    public async Task Try_OfARecordedAnswer_ShowsRequestAndFindings_AndAsksNobody()
    {
        using var run = new ConsoleRun { Http = () => throw new InvalidOperationException("Nobody is to be asked.") };
        run.Write("own.json", Own);
        run.Write("answer.json", Answer);

        var exitCode = await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.json");

        run.Error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        run.Output.ShouldBe($"""
            Own names about ip_address 198.51.100.7
              GET https://own.example/api/names/198.51.100.7
              Accept: application/json
              Authorization: BEARER …
              HTTP 200, {Encoding.UTF8.GetByteCount(Answer)} bytes, recorded
              found: 1 relations, 1 tags
                Own: name -> domain www.example.com (first 2020-01-01T00:00:00Z, last 2021-02-03T04:05:06Z)
                tag of domain www.example.com: risk=high (known-bad)
              total: 70 by the source's own count
              next page: 2
              dropped: 1 values that are not what they should be

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Try_Live_SendsTheKey_AndShowsItNowhere()
    {
        List<string?> sent = [];
        using var run = new ConsoleRun { Http = () => new Upstream(sent, Answer) };
        run.Write("own.json", Own);
        Directory.CreateDirectory(run.At("mine"));
        run.Write("mine/own.json", Own);
        run.Environment["IOCEXPLORER_general__sourcesFolder"] = "mine";
        run.Environment["IOCEXPLORER_general__sendReserved"] = "true";
        run.Environment["IOCEXPLORER_sources__Own__apiKeys__0"] = "s3cret-k3y";

        var exitCode = await run.RunAsync("sources", "try", "Own", "ip_address", "198.51.100.7", "--page", "50");

        exitCode.ShouldBe(0);
        sent.ShouldBe(["https://own.example/api/names/198.51.100.7?from=50 BEARER s3cret-k3y"]);
        run.Output.ShouldContain("next page: 52");
        (run.Output + run.Error).ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("429", "not answered, throttled: HTTP 429", 1)]
    [InlineData("404", "empty: the source knows of nothing", 0)]
    [InlineData("401", "not answered, the key is refused: HTTP 401", 1)]
    public async Task Try_OfARecordedRefusal_SaysWhatItMeans(string status, string line, int expected)
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own);
        run.Write("answer.txt", "");

        var exitCode = await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.txt", "--status", status);

        exitCode.ShouldBe(expected);
        run.Output.ShouldContain(line);
    }

    [Theory]
    [InlineData("Mnemnic", "domain", "example.com", "There is no source and no file \"Mnemnic\". Did you mean Mnemonic?")]
    [InlineData("Mnemonic", "host", "example.com", "There is no IOC type \"host\": write one of email, file, ip_address, domain, url.")]
    [InlineData("Mnemonic", "ip_address", "not-an-ip", "\"not-an-ip\" is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6).")]
    [InlineData("Mnemonic", "email", "a@example.com", "Mnemonic cannot be asked about email.")]
    [InlineData("Mnemonic", "ip_address", "10.0.0.7", "10.0.0.7 is a private address (RFC 1918) and is not sent to outside sources. Give a recorded answer with --recorded, or set general.sendReserved.")]
    public async Task Try_OfWhatCannotBeTried_SaysWhy_AndExitsWith2(string name, string type, string value, string line)
    {
        using var run = new ConsoleRun();

        (await run.RunAsync("sources", "try", name, type, value)).ShouldBe(2);

        run.Error.ShouldBe(line + "\n");
    }

    [Fact]
    public async Task Try_WithoutTheKeyThatIsNeeded_SaysHowToSetIt()
    {
        using var run = new ConsoleRun();

        (await run.RunAsync("sources", "try", "URLhaus", "domain", "abuse.ch")).ShouldBe(1);

        run.Output.ShouldContain("needs an API key: set sources.URLhaus.apiKeys, or give a recorded answer with --recorded");
    }

    [Fact]
    public async Task Try_OfAKindThatIsNotAsked_SaysSo()
    {
        using var run = new ConsoleRun();

        (await run.RunAsync("sources", "try", "InternetDB", "ip_address", "2606:4700::1111")).ShouldBe(0);

        run.Output.ShouldContain("is not asked about ipv6");
    }

    private sealed class Upstream(List<string?> sent, string answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add($"{request.RequestUri!.AbsoluteUri} {request.Headers.Authorization}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer) });
        }
    }
}
