using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IocExplorer.SourceSimulator.Accounting;
using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Each trouble, as a bare client sees it.</summary>
public sealed class TroubleTests
{
    private const string Name = "verdalo.net";

    private static readonly GivenWorld World = new GivenWorld()
        .Add(RelationKind.DomainResolution, Name, "62.4.9.1", "62.4.9.2", "62.4.9.3")
        .Add(RelationKind.DomainResolution, "full.net", [.. Enumerable.Range(1, 10).Select(last => $"62.4.10.{last}")])
        .Add(RelationKind.FlintAddress, Name, "62.4.9.1", "62.4.9.2", "62.4.9.3")
        .Add(RelationKind.RegistrantEmail, Name, "owner@verdalo.net")
        .Add(RelationKind.ReverseEmailDomain, "owner@verdalo.net", Name)
        .Add(RelationKind.ReputationAddress, "aa11", "62.4.9.1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, "BadRequestError")]
    [InlineData(401, "WrongCredentialsError")]
    [InlineData(403, "ForbiddenError")]
    [InlineData(404, "NotFoundError")]
    [InlineData(409, "AlreadyExistsError")]
    [InlineData(429, "QuotaExceededError")]
    [InlineData(500, "ServerError")]
    [InlineData(502, "ServerError")]
    [InlineData(503, "TransientError")]
    [InlineData(504, "DeadlineExceededError")]
    public async Task Status_ComesWithTheSourcesOwnError(int status, string code)
    {
        await using var simulator = await StartAsync($"status:{status}");
        using var wire = new WireClient(simulator);

        using var virusTotal = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var qiAnXin = await wire.AskAsync(Operation.Flint, Name);

        ((int)virusTotal.StatusCode).ShouldBe(status);
        (await WireClient.ReadJsonAsync(virusTotal)).GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
        virusTotal.Headers.RetryAfter.ShouldBeNull();
        ((int)qiAnXin.StatusCode).ShouldBe(status);
        (await WireClient.ReadJsonAsync(qiAnXin)).GetProperty("code").GetInt32().ShouldBe(status);
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("0", "0")]
    [InlineData("future", "Sun, 01 Mar 2026 12:00:30 GMT")]
    [InlineData("past", "Sun, 01 Mar 2026 11:59:30 GMT")]
    [InlineData("date+90", "Sun, 01 Mar 2026 12:01:30 GMT")]
    [InlineData("date-3600", "Sun, 01 Mar 2026 11:00:00 GMT")]
    [InlineData("soon", "soon")]
    public async Task RetryAfter_SaysWhatTheRuleSays(string rule, string header)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = new ManualTime() });
        simulator.SetTroubles($"status:503,retry-after={rule}");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.Headers.NonValidated["Retry-After"].ToString().ShouldBe(header);
    }

    [Fact]
    public async Task Edge429_IsAWebPage()
    {
        await using var simulator = await StartAsync("edge-429");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await response.Content.ReadAsStringAsync(Stop)).ShouldStartWith("<title>429</title>");
    }

    [Fact]
    public async Task Hang_LastsUntilTheClientLeaves()
    {
        await using var simulator = await StartAsync("hang");
        using var wire = new WireClient(simulator);
        var leaving = new CancellationTokenSource();

        var asking = wire.AskAsync(Operation.DomainResolutions, Name, leaving);
        await simulator.WhenInFlightAsync(1);
        asking.IsCompleted.ShouldBeFalse();
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
        await simulator.WhenIdleAsync();
        simulator.Stats.Troubled.ShouldBe(1);
    }

    [Fact]
    public async Task HangInTheBody_SendsHalfAndThenNothing()
    {
        await using var simulator = await StartAsync("hang:body");
        using var wire = new WireClient(simulator);
        var leaving = new CancellationTokenSource();

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);
        var half = new byte[(int)response.Content.Headers.ContentLength! / 2];
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        await body.ReadExactlyAsync(half, Stop);
        var rest = body.ReadAsync(new byte[1], leaving.Token).AsTask();

        rest.IsCompleted.ShouldBeFalse();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(rest);
    }

    [Fact]
    public async Task AHangingSimulator_StopsAtOnce()
    {
        var simulator = await StartAsync("hang");
        using var wire = new WireClient(simulator);
        var asking = wire.AskAsync(Operation.DomainResolutions, Name);
        await simulator.WhenInFlightAsync(1);

        await simulator.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(asking);
    }

    [Fact]
    public async Task Drip_SendsTheRightAnswerByteByByte()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time });
        simulator.SetTroubles("drip,every=250");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.RegistrantEmail, Name);
        var length = (int)response.Content.Headers.ContentLength!;
        var reading = response.Content.ReadAsStringAsync(Stop);
        for (var i = 0; i < length; i++)
        {
            reading.IsCompleted.ShouldBeFalse();
            await time.WhenTimersAsync(1);
            time.Advance(TimeSpan.FromMilliseconds(250));
        }

        (await reading).ShouldContain("owner@verdalo.net");
        await simulator.WhenIdleAsync();
        simulator.CountOf(Operation.RegistrantEmail, Name).Answered.ShouldBe(1);
    }

    [Fact]
    public async Task ResetBeforeTheHeaders_CutsTheConnection()
    {
        await using var simulator = await StartAsync("reset:headers");
        using var wire = new WireClient(simulator);

        var fault = await Should.ThrowAsync<HttpRequestException>(wire.AskAsync(Operation.DomainResolutions, Name));

        SocketErrorIn(fault).ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task ResetInTheBody_CutsTheConnectionAfterHalf()
    {
        await using var simulator = await StartAsync("reset:body");
        using var wire = new WireClient(simulator);

        // The reset may overtake the first half on its way.
        var fault = await Should.ThrowAsync<Exception>(async () =>
        {
            using var response = await wire.AskAsync(Operation.DomainResolutions, Name);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            _ = await response.Content.ReadAsByteArrayAsync(Stop);
        });

        SocketErrorIn(fault).ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task Truncate_PromisesMoreBytesThanCome()
    {
        await using var simulator = await StartAsync("truncate");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);
        var received = new MemoryStream();
        var fault = await Should.ThrowAsync<HttpRequestException>(response.Content.CopyToAsync(received, Stop));

        fault.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        received.Length.ShouldBe(response.Content.Headers.ContentLength!.Value / 2);
    }

    [Theory]
    [InlineData("malformed:cut")]
    [InlineData("malformed:unquoted")]
    [InlineData("malformed:garbage")]
    [InlineData("malformed:blank")]
    [InlineData("html")]
    [InlineData("quota-text:text")]
    public async Task WhatIsNotJson_CannotBeReadAsJson(string rule)
    {
        await using var simulator = await StartAsync(rule);
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _ = await Should.ThrowAsync<JsonException>(WireClient.ReadJsonAsync(response));
    }

    [Theory]
    [InlineData("data-object", JsonValueKind.Object)]
    [InlineData("data-string", JsonValueKind.String)]
    [InlineData("data-number", JsonValueKind.Number)]
    [InlineData("data-null", JsonValueKind.Null)]
    [InlineData("items-numbers", JsonValueKind.Array)]
    public async Task AShape_PutsSomethingElseInThePlaceOfData(string form, JsonValueKind kind)
    {
        await using var simulator = await StartAsync($"shape:{form}");
        using var wire = new WireClient(simulator);

        foreach (var operation in Enum.GetValues<Operation>())
        {
            (await wire.AskForJsonAsync(operation, Name)).GetProperty("data").ValueKind
                .ShouldBe(IsASoundAnswer(operation, form) ? JsonValueKind.String : kind, operation.ToString());
        }
    }

    /// <summary>What QiAnXin could mean by it: then another shape comes.</summary>
    private static bool IsASoundAnswer(Operation operation, string form) => form switch
    {
        "data-null" => operation is Operation.Flint or Operation.RegistrantEmail or Operation.ReverseEmail or Operation.FileReputation,
        "data-object" => operation is Operation.RegistrantEmail or Operation.FileReputation,
        _ => false,
    };

    [Fact]
    public async Task AShapeWithoutCode_HasNeitherCodeNorData()
    {
        await using var simulator = await StartAsync("shape:code-missing");
        using var wire = new WireClient(simulator);

        (await wire.AskForJsonAsync(Operation.Flint, Name)).EnumerateObject().Select(member => member.Name).ShouldBe(["result"]);
    }

    [Fact]
    public async Task AShapeWithATopArray_IsNoObject()
    {
        await using var simulator = await StartAsync("shape:top-array");
        using var wire = new WireClient(simulator);

        (await wire.AskForJsonAsync(Operation.DomainResolutions, Name)).ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public async Task AShapeWithNumbersForValues_HasThemAlsoWhereTheAnswerIsEmpty()
    {
        await using var simulator = await StartAsync("shape:value-number");
        using var wire = new WireClient(simulator);

        var known = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);
        var unknown = await wire.AskForJsonAsync(Operation.FileExecutionParents, "nobody");

        known.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("attributes").GetProperty("ip_address").GetInt32()).ShouldBe([4711, 4712, 4713]);
        unknown.GetProperty("data")[0].GetProperty("attributes").GetProperty("sha256").GetInt32().ShouldBe(4711);
    }

    [Fact]
    public async Task QuotaText_InJson_IsTheSourcesErrorWithStatus200()
    {
        await using var simulator = await StartAsync("quota-text:json");
        using var wire = new WireClient(simulator);

        (await wire.AskForJsonAsync(Operation.DomainResolutions, Name)).GetProperty("error").GetProperty("code").GetString().ShouldBe("QuotaExceededError");
        (await wire.AskForJsonAsync(Operation.Flint, Name)).GetProperty("code").GetInt32().ShouldNotBe(200);
        (await wire.AskForJsonAsync(Operation.FileReputation, "aa11")).GetProperty("status").GetInt32().ShouldNotBe(10000);
    }

    [Fact]
    public async Task Bomb_UnpacksToMoreThan200Megabytes()
    {
        await using var simulator = await StartAsync("bomb");
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, WireClient.PathOf(Operation.Flint, Name), takesGzip: true);
        var packed = await response.Content.ReadAsByteArrayAsync(Stop);
        await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);

        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        packed.Length.ShouldBeLessThan(2_000_000);
        (await LengthOfAsync(unpacked)).ShouldBeGreaterThan(200_000_000);
    }

    [Fact]
    public async Task Bomb_ForAClientWithoutGzip_IsTheBigAnswer()
    {
        await using var simulator = await StartAsync("bomb");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.Flint, Name);

        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        response.Content.Headers.ContentLength.ShouldBe(50_000_000);
    }

    [Fact]
    public async Task Big_IsFiftyMegabytesOfWellFormedJson()
    {
        await using var simulator = await StartAsync("big");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.Flint, Name);
        var answer = await WireClient.ReadJsonAsync(response);

        response.Content.Headers.ContentLength.ShouldBe(50_000_000);
        answer.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Deep_NestsTwentyThousandLevels()
    {
        await using var simulator = await StartAsync("deep");
        using var wire = new WireClient(simulator);

        var text = await wire.GetTextAsync(WireClient.PathOf(Operation.DomainResolutions, Name));

        text.Count(character => character == '[').ShouldBe(20_000);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 30_000 });
        document.RootElement.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public async Task Redirect_LeadsToTheForeignHostWithoutTheKeyInItsAddress()
    {
        await using var simulator = await StartAsync("redirect");
        using var wire = new WireClient(simulator);

        using var virusTotal = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var reputation = await wire.AskAsync(Operation.FileReputation, "aa11");

        virusTotal.StatusCode.ShouldBe(HttpStatusCode.Found);
        virusTotal.Headers.Location!.ToString().ShouldBe($"{simulator.ForeignAddress}api/v3/domains/{Name}/resolutions?limit=10");
        reputation.Headers.Location!.ToString().ShouldBe($"{simulator.ForeignAddress}api/v2/malfile_pro?param=aa11");
    }

    [Fact]
    public async Task Redirect_LeadsWhereTheRuleSays()
    {
        await using var simulator = await StartAsync("redirect,location=http://elsewhere.net/trap");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.Headers.Location.ShouldBe(new Uri("http://elsewhere.net/trap"));
    }

    [Fact]
    public async Task NextElsewhere_IsAGoodPageWithAForeignLink()
    {
        await using var simulator = await StartAsync("next-elsewhere");
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);

        AnswerReader.ValuesOf(RelationKind.DomainResolution, answer).ShouldBe(["62.4.9.1", "62.4.9.2", "62.4.9.3"]);
        answer.GetProperty("links").GetProperty("next").GetString()!.ShouldStartWith($"{simulator.ForeignAddress}api/v3/domains/{Name}/resolutions?");
        answer.GetProperty("links").GetProperty("self").GetString()!.ShouldStartWith(simulator.BaseAddress.ToString());
    }

    [Theory]
    [InlineData("next-loop", new[] { "62.4.9.1", "62.4.9.2" }, new[] { "62.4.9.3" })]
    [InlineData("next-loop:same", new[] { "62.4.9.1", "62.4.9.2", "62.4.9.3" }, new[] { "62.4.9.1", "62.4.9.2", "62.4.9.3" })]
    [InlineData("next-loop:empty", new[] { "62.4.9.1", "62.4.9.2", "62.4.9.3" }, new string[0])]
    public async Task NextLoop_GivesTheSameCursorForEver(string rule, string[] first, string[] everyOther)
    {
        await using var simulator = await StartAsync(rule);
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);
        AnswerReader.ValuesOf(RelationKind.DomainResolution, answer).ShouldBe(first);
        var next = answer.GetProperty("links").GetProperty("next").GetString()!;
        simulator.Troubles = [];
        for (var page = 0; page < 4; page++)
        {
            answer = await wire.GetJsonAsync(new Uri(next).PathAndQuery);

            AnswerReader.ValuesOf(RelationKind.DomainResolution, answer).ShouldBe(everyOther);
            answer.GetProperty("links").GetProperty("next").GetString().ShouldBe(next);
        }

        simulator.CountOf(Operation.DomainResolutions, Name).PagesAskedAgain.ShouldBe(3);
    }

    [Fact]
    public async Task NextLoop_OfPassiveDns_RepeatsItsLastKey()
    {
        await using var simulator = await StartAsync("next-loop:same");
        using var wire = new WireClient(simulator);

        var first = await wire.AskForJsonAsync(Operation.Flint, Name);
        var lastKey = first.GetProperty("lastKey").GetString()!;
        var second = await wire.GetJsonAsync($"/flint/rrset/{Name}/?limit=10&lastkey={Uri.EscapeDataString(lastKey)}");

        second.GetProperty("lastKey").GetString().ShouldBe(lastKey);
    }

    [Theory]
    [InlineData("path", "../../../../etc/passwd")]
    [InlineData("formula", "=HYPERLINK(\"http://evil.net/\",\"click\")")]
    [InlineData("html", "<script>alert(1)</script>")]
    [InlineData("escape", "\u001b[2J\u001b[31mred.com")]
    [InlineData("nul", "nul\0.com")]
    [InlineData("line-break", "two\nlines.com")]
    [InlineData("rtl", "moc\u202elive.com")]
    public async Task Hostile_PutsItsValuesBeforeTheGoodOnes(string form, string expected)
    {
        await using var simulator = await StartAsync($"hostile:{form}");
        using var wire = new WireClient(simulator);

        foreach (var (operation, value, relation) in new[]
        {
            (Operation.DomainResolutions, Name, RelationKind.DomainResolution),
            (Operation.ReverseEmail, "owner@verdalo.net", RelationKind.ReverseEmailDomain),
            (Operation.FileReputation, "aa11", RelationKind.ReputationAddress),
        })
        {
            var values = AnswerReader.ValuesOf(relation, await wire.AskForJsonAsync(operation, value));
            values[0].ShouldBe(expected, operation.ToString());
            values[^1].ShouldBe(World.Find(relation, value)![^1], operation.ToString());
        }
    }

    [Fact]
    public async Task Hostile_InAFullAnswer_ComesBehindTheGoodValues()
    {
        await using var simulator = await StartAsync("hostile:path");
        using var wire = new WireClient(simulator);

        var values = AnswerReader.ValuesOf(RelationKind.DomainResolution, await wire.AskForJsonAsync(Operation.DomainResolutions, "full.net"));

        values.Length.ShouldBe(11);
        values[..10].ShouldBe(World.Find(RelationKind.DomainResolution, "full.net"));
    }

    [Fact]
    public async Task HostileTypes_AreAnythingButStrings()
    {
        await using var simulator = await StartAsync("hostile:type");
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);

        answer.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("attributes").GetProperty("ip_address").ValueKind).Distinct()
            .ShouldBe([JsonValueKind.Number, JsonValueKind.True, JsonValueKind.Null, JsonValueKind.Object, JsonValueKind.Array, JsonValueKind.String], ignoreOrder: true);
    }

    [Fact]
    public async Task HostileSurrogates_StandAsLoneEscapes()
    {
        await using var simulator = await StartAsync("hostile:surrogate");
        using var wire = new WireClient(simulator);

        (await wire.GetTextAsync(WireClient.PathOf(Operation.ReverseEmail, "owner@verdalo.net"))).ShouldContain("\"\\ud800\"");
    }

    [Fact]
    public async Task HostileLength_IsLongerThanAnyNameMayBe()
    {
        await using var simulator = await StartAsync("hostile:long");
        using var wire = new WireClient(simulator);

        AnswerReader.ValuesOf(RelationKind.DomainResolution, await wire.AskForJsonAsync(Operation.DomainResolutions, Name))[0].Length.ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public async Task AQueryThatIsTroubledOnce_IsAnsweredAtTheNextAttempt()
    {
        await using var simulator = await StartAsync("status:500,first=1");
        using var wire = new WireClient(simulator);

        using var first = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var second = await wire.AskAsync(Operation.DomainResolutions, Name);

        first.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        simulator.CountOf(Operation.DomainResolutions, Name).ShouldBe(
            new QueryCount { Operation = "domain_resolutions", Value = Name, Asked = 2, Answered = 1, Troubled = 1 });
        simulator.Stats.ByTrouble.ShouldBe(new Dictionary<string, long> { ["status"] = 1 });
    }

    [Fact]
    public async Task TroublesWithCountedTotals_StillKnowTheAttempt()
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, Count = CountingMode.Totals, Troubles = [TroubleRule.Parse("status:500,first=1")] });
        using var wire = new WireClient(simulator);

        using var first = await wire.AskAsync(Operation.DomainResolutions, Name);
        using var second = await wire.AskAsync(Operation.DomainResolutions, Name);

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TroublesSetToNone_LeaveEverythingHealthy()
    {
        await using var simulator = await StartAsync("status:500");
        using var wire = new WireClient(simulator);

        simulator.Troubles = [];
        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<Simulator> StartAsync(string rule) =>
        await Simulator.StartAsync(new SimulatorOptions { World = World, Troubles = [TroubleRule.Parse(rule)] });

    private static SocketError? SocketErrorIn(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is SocketException socket)
            {
                return socket.SocketErrorCode;
            }
        }

        return null;
    }

    private static async Task<long> LengthOfAsync(Stream stream)
    {
        var buffer = new byte[1024 * 1024];
        long length = 0;
        for (int read; (read = await stream.ReadAsync(buffer, Stop)) > 0; length += read)
        {
        }

        return length;
    }
}
