using System.Net;
using System.Text;
using System.Text.Json;
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
                data[1].name of Own: name: "no name" holds a space

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

    [Fact]
    public async Task Try_WithoutAConnection_SaysWhyAsARunDoes()
    {
        using var run = new ConsoleRun
        {
            Http = () => new FakeUpstream((_, _) => Task.FromException<HttpResponseMessage>(
                new HttpRequestException(HttpRequestError.ResponseEnded, "An error occurred while sending the request."))),
        };
        Directory.CreateDirectory(run.At("mine"));
        run.Write("mine/own.json", Own);
        run.Environment["IOCEXPLORER_general__sourcesFolder"] = "mine";
        run.Environment["IOCEXPLORER_general__sendReserved"] = "true";
        run.Environment["IOCEXPLORER_sources__Own__apiKeys__0"] = "s3cret-k3y";

        await run.RunAsync("sources", "try", "Own", "ip_address", "198.51.100.7");

        run.Output.ShouldContain("  no answer: the connection was closed without an answer\n");
    }

    [Fact]
    public async Task Try_OfAnAnswerThatIsOtherThanTheDefinition_SaysWhatIsWhere()
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own);
        run.Write("answer.json",
            """{"data": [{"name": "a.example.net", "since": "soon"}, {"name": 7}, "a row", {"name": ["b.example.net"]}, {"title": "c.example.net"}]}""");

        var exitCode = await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.json");

        exitCode.ShouldBe(0);
        run.Output.Split('\n').SkipWhile(l => !l.Contains("dropped:", StringComparison.Ordinal)).ShouldBe(
        [
            "  dropped: 3 values that are not what they should be",
            "    data[1].name: a number, where the definition expects a text",
            "    data[2]: a text, where the definition expects an object",
            "    data[4]: no \"name\", where the definition expects one",
            "    data[0].since: \"soon\", where the definition expects a time",
            "  matched nothing: data[*].until, data[*].risk",
            "",
        ]);
    }

    [Theory]
    [InlineData("""{"data": [{"title": "a"}]}""", "not answered, this is no answer: HTTP 200 with items of another shape than the definition says",
        "data[0]: no \"name\"", 1)]
    [InlineData("""{"count": 4, "data": []}""", "empty: the source knows of nothing", "total: 4", 0)]
    [InlineData("""{"data": [{"name": "198.51.100.7"}]}""", "empty: the source knows of it, but nothing that this operation reads", "dropped: 1", 0)]
    public async Task Try_OfAnAnswerInWhichNothingIsRead_SaysWhy(string answer, string line, string more, int expected)
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own);
        run.Write("answer.json", answer);

        var exitCode = await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.json");

        exitCode.ShouldBe(expected);
        run.Output.ShouldContain(line);
        run.Output.ShouldContain(more);
    }

    [Fact]
    public async Task Try_OfAnAnswerThatIsCut_ShowsTheNextPageAllTheSame()
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own.Replace("\"paging\"", "\"limit\": { \"default\": 1 }, \"paging\"", StringComparison.Ordinal));
        run.Write("answer.json", """{"data": [{"name": "a.example.net"}, {"name": "b.example.net"}]}""");

        await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.json");

        run.Output.ShouldContain("next page: 2");
        run.Output.ShouldContain("cut: there is more than this");
    }

    [Fact]
    public async Task Try_AsJson_IsOneDocumentWithEverything()
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own);
        run.Write("answer.json", Answer);

        var exitCode = await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.json", "--format", "json");

        exitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("source").GetString().ShouldBe("Own");
        json.RootElement.GetProperty("recorded").GetBoolean().ShouldBeTrue();
        var operation = json.RootElement.GetProperty("operations")[0];
        operation.GetProperty("outcome").GetString().ShouldBe("found");
        operation.GetProperty("request")[0].GetString().ShouldBe("GET https://own.example/api/names/198.51.100.7");
        operation.GetProperty("relations")[0].GetProperty("value").GetString().ShouldBe("www.example.com");
        operation.GetProperty("relations")[0].GetProperty("firstSeen").GetString().ShouldBe("2020-01-01T00:00:00Z");
        operation.GetProperty("tags")[0].GetProperty("name").GetString().ShouldBe("risk=high");
        operation.GetProperty("total").GetInt64().ShouldBe(70);
        operation.GetProperty("nextPage").GetString().ShouldBe("2");
        operation.GetProperty("droppedValues")[0].GetProperty("at").GetString().ShouldBe("data[1].name");
        operation.GetProperty("otherShapes").GetArrayLength().ShouldBe(0);
        run.Output.ShouldNotContain("Own names about");
    }

    [Theory]
    [InlineData("429", "throttled", 1)]
    [InlineData("404", "empty", 0)]
    public async Task Try_AsJson_OfARefusal_SaysWhatItMeans(string status, string outcome, int expected)
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own);
        run.Write("answer.json", "");

        (await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--recorded", "answer.json", "--status", status, "--format", "json"))
            .ShouldBe(expected);

        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("operations")[0].GetProperty("outcome").GetString().ShouldBe(outcome);
    }

    [Fact]
    public async Task Try_AsAFormatThatIsNone_RunsNothing()
    {
        using var run = new ConsoleRun();
        run.Write("own.json", Own);

        (await run.RunAsync("sources", "try", "own.json", "ip_address", "198.51.100.7", "--format", "xml")).ShouldBe(2);
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
    [InlineData("Mnemonic", "ip_address", "10.0.0.7",
        "10.0.0.7 is a private address (RFC 1918) and is not sent to external sources. Give a recorded answer with --recorded, or set general.sendReserved.")]
    [InlineData("Mnemonic", "domain", "vpn.own.net",
        "vpn.own.net is in a domain of your own (general.ownDomains) and is not sent to external sources. Give a recorded answer with --recorded.")]
    public async Task Try_OfWhatCannotBeTried_SaysWhy_AndExitsWith2(string name, string type, string value, string line)
    {
        using var run = new ConsoleRun();
        run.Environment["IOCEXPLORER_general__ownDomains__0"] = "own.net";

        (await run.RunAsync("sources", "try", name, type, value)).ShouldBe(2);

        run.Error.ShouldBe(line + "\n");
    }

    [Fact]
    public async Task Try_WhereNothingIsAskedOutside_AsksNobody()
    {
        using var run = new ConsoleRun();
        run.Environment["IOCEXPLORER_general__offline"] = "true";

        (await run.RunAsync("sources", "try", "Mnemonic", "domain", "abuse.ch")).ShouldBe(2);

        run.Error.ShouldBe("Nothing is asked outside (general.offline). Give a recorded answer with --recorded.\n");
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
