using System.Net;
using System.Text;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Hunts as they are submitted over HTTP.</summary>
public sealed class SubmissionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Hunts = "/api/v1/hunts";

    private readonly ApiService _service = fixture.Service;

    [Fact]
    public async Task SeedFile_IsAHunt_WithItsOptionsFromTheQueryString()
    {
        using var response = await Client.PostAsync(
            Hunts + "?name=my%20hunt&depth=2&maxAge=1h&plain=true", Csv("type,value\r\ndomain,Example.com\r\nfoo,bar\r\n8.8.8.8\r\nexample[.]com\r\n"),
            Cancellation);
        var hunt = await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);

        response.Headers.Location!.ToString().ShouldBe($"/api/v1/hunts/{hunt.Id}");
        (hunt.Name, hunt.Depth, hunt.Plain, hunt.Seeds, hunt.Duplicates, hunt.BadLines, hunt.State).ShouldBe(("my hunt", 2, true, 2, 1, 1, HuntState.Running));
        (hunt.SubmittedAt - hunt.FactsSince).ShouldBe(TimeSpan.FromHours(1));
        hunt.FirstBadLines.ShouldBe(
            [new(3, "(foo,bar) has the unknown type 'foo'; the nearest known one is file. Write one of email, file, ip_address, domain, url, or leave the type "
                + "out.")]);
        (await _service.Hunts.TreesAsync(new(hunt.Id), 0, 9, Cancellation)).Select(t => (t.Number, t.Type, t.Value))
            .ShouldBe([(1, "domain", "example.com"), (2, "ip_address", "8.8.8.8")]);
    }

    [Fact]
    public async Task Json_IsAHunt_WithTheDefaultsOfTheService()
    {
        using var response = await Client.PostAsync(Hunts, Json("""{"seeds":["domain,a.com","# no seed","b.com"],"refresh":true}"""), Cancellation);
        var hunt = await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);

        (hunt.Name, hunt.Depth, hunt.Plain, hunt.Seeds, hunt.BadLines).ShouldBe(("hunt", 3, false, 2, 0));
        hunt.FactsSince.ShouldBe(hunt.SubmittedAt);
    }

    [Fact]
    public async Task Rules_OfAHunt_ReachTheNodesWithItsSeedsAndTheirLevels()
    {
        using var response = await Client.PostAsync(
            Hunts + "?park=known-good,shared&park=scanner&parkHubs=50&expand=b.com&seenSince=2026-01-31&tlp=green", Csv("a.com\ndomain,b.com,tlp:red\n"),
            Cancellation);
        var hunt = await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);

        var open = (await _service.Trees.LoadAsync(new(hunt.Id), Cancellation))!;
        open.Rules.Park.ShouldBe([TagClass.KnownGood, TagClass.Shared, TagClass.Scanner]);
        open.Rules.Expand.ShouldBe([new(IocType.Domain, "b.com")]);
        (open.Rules.ParkHubs, open.Rules.SeenSince, open.Rules.Sharing)
            .ShouldBe((50, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), SharingLevel.Green));
        (await _service.Trees.SeedsAsync(open.Id, 1, 9, Cancellation)).Select(t => (t.Seed.Value, t.Sharing))
            .ShouldBe([("a.com", SharingLevel.Green), ("b.com", SharingLevel.Red)]);
    }

    [Theory]
    [InlineData("text/csv", "", "no-seed", 422)]
    [InlineData("text/csv", "type,value\n# only a comment\n", "no-seed", 422)]
    [InlineData("text/csv", "domain,\"not closed\nfoo,bar,baz\n,,,,\n", "no-seed", 422)]
    [InlineData("text/csv; charset=utf-16", "a.com", "wrong-media-type", 415)]
    [InlineData("text/plain", "a.com", "wrong-media-type", 415)]
    [InlineData("application/x-www-form-urlencoded", "seeds=a.com", "wrong-media-type", 415)]
    [InlineData("application/json", "", "not-json", 400)]
    [InlineData("application/json", "null", "not-json", 400)]
    [InlineData("application/json", "[]", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"]", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":\"a.com\"}", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"dept\":1}", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"depth\":\"1\"}", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"depth\":99999999999}", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"seeds\":[\"b.com\"]}", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[[[[[[[[[[\"a.com\"]]]]]]]]]]}", "not-json", 400)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\\nb.com\"]}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\",null]}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"depth\":0}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"depth\":17}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"maxAge\":\"24\"}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"maxAge\":\"99999d\"}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"park\":[\"good\"]}", "wrong-values", 422)]
    [InlineData("application/json", "{\"seeds\":[\"a.com\"],\"tlp\":\"yellow\"}", "wrong-values", 422)]
    [InlineData("application/json", "{}", "no-seed", 422)]
    public async Task BodyThatIsNoHunt_IsRefused(string type, string body, string problem, int status)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type).ShouldBeTrue();

        using var response = await Client.PostAsync(Hunts, content, Cancellation);

        await response.ProblemAsync((HttpStatusCode)status, problem);
    }

    [Fact]
    public async Task FileInAnotherEncodingOfUnicode_IsAHunt()
    {
        using var content = new ByteArrayContent([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("type;value\ndomain;a.com\n")]);
        content.Headers.ContentType = new("text/csv");

        using var response = await Client.PostAsync(Hunts, content, Cancellation);

        (await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView)).Seeds.ShouldBe(1);
    }

    [Fact]
    public async Task FileThatIsNoText_IsRefused_SayingWhatItIs()
    {
        using var content = new ByteArrayContent([.. "PK"u8, 3, 4, 20, 0, 0, 0]);
        content.Headers.ContentType = new("text/csv");

        using var response = await Client.PostAsync(Hunts, content, Cancellation);

        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "no-seed");
        problem.GetProperty("errors")[0].GetProperty("reason").GetString()
            .ShouldBe("(the beginning of the file) is an archive or a workbook of a spreadsheet. Save the list as CSV.");
    }

    [Fact]
    public async Task OptionsThatAreWrong_AreAllNamedAtOnce()
    {
        using var response = await Client.PostAsync(Hunts + "?dept=1&depth=two&plain=maybe&name=a&name=b", Csv("a.com"), Cancellation);

        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values");
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetString()).ShouldBe(
            [
                "There is no option of that name; known are name, depth, maxAge, refresh, plain, park, parkHubs, expand, seenSince, seen, tags, tlp.",
                "The option name is given more than once.",
                "The depth must be a number.",
                "The option plain must be true or false.",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task FileWithOnlyBadLines_NamesTheFirstOfEachKind_AndCountsTheOthers()
    {
        using var response = await Client.PostAsync(Hunts,
            Csv(string.Join('\n', [.. Enumerable.Range(1, 25).Select(i => $"foo{i},bar{i}"), "ip_address,999.1.1.1"])), Cancellation);

        var problem = await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "no-seed");
        problem.Detail().ShouldBe("None of its lines is a seed (26 bad; errors names the first of each kind).");
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        errors.Select(e => e.GetProperty("line").GetInt32()).ShouldBe([1, 2, 3, 4, 26]);
        errors[3].GetProperty("reason").GetString()
            .ShouldBe("and 21 more like that (has an unknown type). Write one of email, file, ip_address, domain, url, or leave the type out.");
    }

    [Fact]
    public async Task BodyThatIsTooLarge_IsRefused_WhetherItSaysSoOrNot()
    {
        await using var service = await StartAsync(o => o with { MaxBodyBytes = 2000 });
        var body = string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"n{i}.com"));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Hunts) { Content = Csv(body) };
        chunked.Headers.TransferEncodingChunked = true;

        using var said = await service.Client().PostAsync(Hunts, Csv(body), Cancellation);
        using var unsaid = await service.Client().SendAsync(chunked, Cancellation);
        using var token = await service.Client().PostAsync("/api/v1/tokens", Json($$"""{"name":"{{new string('a', 5000)}}","role":"read"}"""), Cancellation);

        await said.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        await unsaid.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        await token.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        (await service.Hunts.ListAsync(null, null, 9, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task MoreSeedsThanAllowed_AreRefused_AndAsManyAreTaken()
    {
        await using var service = await StartAsync(o => o with { MaxSeeds = 3 });

        using var four = await service.Client().PostAsync(Hunts, Csv("a.com\nb.com\nc.com\nd.com"), Cancellation);
        using var three = await service.Client().PostAsync(Hunts, Csv("a.com\nb.com\nc.com\na.com"), Cancellation);

        (await four.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values")).Detail()
            .ShouldBe("The hunt has 4 seeds; the service takes at most 3. Split them into several hunts, or have service.maxSeeds raised.");
        (await three.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView)).Seeds.ShouldBe(3);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("..\\..\\windows\\system32\\config")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\nul")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("'; DROP TABLE hunts; --")]
    [InlineData("\" OR \"\"=\"")]
    [InlineData("$1; SELECT pg_sleep(10)")]
    [InlineData("{0} {{x}} %s %n ${jndi:ldap://x}")]
    [InlineData("日本語 Ω é 👍")]
    public async Task NameOfAnySort_IsGivenBackAsItIs_AndIsNeverAPathOrMarkup(string name)
    {
        using var csv = await Client.PostAsync($"{Hunts}?name={Uri.EscapeDataString(name)}", Csv("a.com"), Cancellation);
        var hunt = await csv.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);
        using var json = await Client.PostAsync(Hunts, Json($$"""{"seeds":["a.com"],"name":{{System.Text.Json.JsonSerializer.Serialize(name)}}}"""),
            Cancellation);

        var raw = await Client.GetStringAsync($"{Hunts}/{hunt.Id}", Cancellation);
        using var archive = await Client.GetAsync($"{Hunts}/{hunt.Id}/results.zip", Cancellation);

        hunt.Name.ShouldBe(name);
        (await json.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView)).Name.ShouldBe(name);
        (await _service.Hunts.FindAsync(new(hunt.Id), Cancellation))!.Name.ShouldBe(name);
        raw.ShouldNotContain("<");
        archive.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"hunt-{hunt.Id}.zip");
        archive.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\r\nSet-Cookie: x=y")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200fb")]
    [InlineData("a\u2028b")]
    [InlineData("a\ufeffb")]
    [InlineData("a\u200bb")]
    [InlineData("long")]
    public async Task NameThatDeceives_IsRefused(string name)
    {
        name = name == "long" ? new string('a', 201) : name;

        using var csv = await Client.PostAsync($"{Hunts}?name={Uri.EscapeDataString(name)}", Csv("a.com"), Cancellation);
        using var json = await Client.PostAsync(Hunts, Json($$"""{"seeds":["a.com"],"name":{{System.Text.Json.JsonSerializer.Serialize(name)}}}"""),
            Cancellation);

        (await csv.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values")).Detail().ShouldStartWith("The name h");
        await json.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values");
    }

    [Fact]
    public async Task SeedsOfAnySort_AreSeedsOrBadLines_AndNothingElse()
    {
        string[] seeds =
        [
            "domain,good.com", "domain,'; DROP TABLE hunts; --", "<script>alert(1)</script>", "domain,../../etc/passwd", "a\u202eb.com", "email,\"<x>\"@y.com",
            "ip_address,1.1.1.1 OR 1=1", "file,../" + new string('a', 32), "x\u0000y", "domain,\ud83d\udc4d.com", "\u001b[31mred",
        ];

        using var response = await Client.PostAsync(
            Hunts, Json($$"""{"seeds":{{System.Text.Json.JsonSerializer.Serialize(seeds)}}}"""), Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        var hunt = await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);

        (hunt.Seeds + hunt.BadLines).ShouldBe(seeds.Length);
        (await _service.Hunts.TreesAsync(new(hunt.Id), 0, 20, Cancellation))[0].Value.ShouldBe("good.com");
        text.ShouldNotContain("<");
        hunt.FirstBadLines.ShouldAllBe(l => l.Reason.All(c => c != '\u001b' && c != '\u202e' && c != '\0'));
    }

    [Fact]
    public async Task HuntThatWasSubmitted_IsWokenAtOnce()
    {
        await using var service = await StartAsync();

        await SubmitAsync(service.Client(), "a.com");

        service.Wakes.ShouldBe(1);
    }

    private HttpClient Client => _service.Client();
}
