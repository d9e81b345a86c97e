using System.Net;
using System.Text.Json;
using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Api.Findings;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Seeds;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>What a hunt found, over HTTP.</summary>
public sealed class FindingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly ApiService _service = fixture.Service;

    private HttpClient Client => _service.Client();

    [Fact]
    public async Task Report_NamesWhatTheSeedsShare()
    {
        var hunt = await HuntAsync("a.example", "b.example");

        using var report = await JsonAsync($"/api/v1/hunts/{hunt}/report");
        using var text = await Client.GetAsync($"/api/v1/hunts/{hunt}/report?format=text", Cancellation);
        using var csv = await Client.GetAsync($"/api/v1/hunts/{hunt}/report?format=csv", Cancellation);

        var pivot = report.RootElement.GetProperty("pivots").EnumerateArray().ShouldHaveSingleItem();
        pivot.GetProperty("ioc").GetProperty("value").GetString().ShouldBe("198.51.100.7");
        pivot.GetProperty("seeds").GetInt32().ShouldBe(2);
        report.RootElement.GetProperty("groups")[0].GetProperty("seeds").GetArrayLength().ShouldBe(2);
        text.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await text.Content.ReadAsStringAsync(Cancellation)).ShouldContain("198.51.100.7");
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
    }

    [Fact]
    public async Task Why_NamesTheWayFromEachSeed_WithTheAnswerThatMadeEachStep()
    {
        var hunt = await HuntAsync("a.example", "b.example");

        using var answer = await JsonAsync($"/api/v1/hunts/{hunt}/why?value=198.51.100.7");

        answer.RootElement.GetProperty("trees").GetInt32().ShouldBe(2);
        var step = answer.RootElement.GetProperty("paths")[0].GetProperty("steps")[1];
        (step.GetProperty("source").GetString(), step.GetProperty("operation").GetString(), step.GetProperty("at").GetDateTimeOffset())
            .ShouldBe(("Source", "resolutions", At));
    }

    [Fact]
    public async Task Explain_OfAnIocThatNobodyNamed_SaysSo()
    {
        var hunt = await HuntAsync("a.example");

        using var explanation = await JsonAsync($"/api/v1/hunts/{hunt}/explain?seed=a.example&value=203.0.113.9");

        explanation.RootElement.GetProperty("reasons")[0].GetProperty("reason").GetString().ShouldBe("never-named");
    }

    [Fact]
    public async Task Diff_OfTwoHunts_IsWhatChanged()
    {
        var before = await HuntAsync("a.example");
        var same = await HuntAsync("a.example");
        var more = await HuntAsync("a.example", "b.example");

        using var nothing = await JsonAsync($"/api/v1/hunts/{same}/diff?since={before}");
        using var came = await JsonAsync($"/api/v1/hunts/{more}/diff?since={before}");

        nothing.RootElement.GetArrayLength().ShouldBe(0);
        came.RootElement.EnumerateArray().Select(change => change.GetProperty("change").GetString()).ShouldBe(["seed-came", "newly-shared"]);
    }

    [Fact]
    public async Task Diff_OfHuntsBegunWithOtherOptions_SaysSoInItsHeaders()
    {
        var before = await HuntAsync("a.example");
        var shown = await FinishAsync("seen=true", trees: 1, "a.example");
        var shallow = await FinishAsync("depth=1&parkHubs=50", trees: 1, "a.example");

        using var same = await Client.GetAsync($"/api/v1/hunts/{shown}/diff?since={before}", Cancellation);
        using var other = await Client.GetAsync($"/api/v1/hunts/{shallow}/diff?since={before}", Cancellation);

        same.Headers.Contains(ServiceHeaders.Remark).ShouldBeFalse();
        other.Headers.GetValues(ServiceHeaders.Remark).ShouldBe(
        [
            $"Hunts {before} and {shallow} have other depths (3 and 1). What came or went may be due to that alone.",
            $"Hunts {before} and {shallow} were begun with other options (such as --park or --seen-since). What came or went may be due to that alone.",
        ]);
    }

    [Fact]
    public async Task Diff_WithAHuntThatIsNotWhole_SaysSoInItsHeaders()
    {
        var before = await HuntAsync("a.example");
        var part = await FinishAsync("", trees: 1, "a.example", "b.example");

        using var response = await Client.GetAsync($"/api/v1/hunts/{part}/diff?since={before}", Cancellation);

        response.Headers.GetValues(ServiceHeaders.Remark)
            .ShouldBe([$"Hunt {part} is not whole: 1 of 2 seeds have a tree. What came or went may be due to that alone."]);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("report?format=text")]
    [InlineData("why?value=a.example")]
    [InlineData("explain?seed=a.example&value=203.0.113.9")]
    [InlineData("exports/csv-nodes")]
    public async Task Answer_AboutAHuntThatIsNotWhole_SaysSoInItsHeaders(string path)
    {
        var whole = await HuntAsync("a.example");
        var part = await FinishAsync("", trees: 1, "a.example", "b.example");

        using var nothing = await Client.GetAsync($"/api/v1/hunts/{whole}/{path}", Cancellation);
        using var running = await Client.GetAsync($"/api/v1/hunts/{part}/{path}", Cancellation);
        await _service.Commands.SendAsync(new HuntProtocol.Cancel(new(part)), Cancellation);
        using var cancelled = await Client.GetAsync($"/api/v1/hunts/{part}/{path}", Cancellation);

        nothing.StatusCode.ShouldBe(HttpStatusCode.OK);
        nothing.Headers.Contains(ServiceHeaders.Remark).ShouldBeFalse();
        running.Headers.GetValues(ServiceHeaders.Remark).ShouldBe([$"Hunt {part} is not whole: 1 of 2 seeds have a tree. It is running."]);
        cancelled.Headers.GetValues(ServiceHeaders.Remark)
            .ShouldBe([$"Hunt {part} is not whole: 1 of 2 seeds have a tree. `ioc-explorer retry {part}` explores the others."]);
    }

    [Fact]
    public async Task Report_OfManyGroups_HasAllWhereAllAreWanted()
    {
        var hunt = await HuntAsync("a.example", "b.example");
        var records = new PostgresHuntRecords(_service.Store);
        var reports = new DatabaseReports(_service.Store, new(records, records));
        var standing = (await reports.LookAsync(hunt, Cancellation))!.Value;
        var made = (await reports.MakeAsync(hunt, Cancellation))!;
        var many = made with { Groups = [.. Enumerable.Repeat(made.Groups[0], 10_001)] };
        await reports.KeepAsync(hunt, new(many, standing.Holds, At, TimeSpan.Zero), Cancellation);

        using var some = await JsonAsync($"/api/v1/hunts/{hunt}/report");
        using var all = await JsonAsync($"/api/v1/hunts/{hunt}/report?limit=all");

        some.RootElement.GetProperty("groups").GetArrayLength().ShouldBe(100);
        all.RootElement.GetProperty("groups").GetArrayLength().ShouldBe(10_001);
    }

    [Fact]
    public async Task Report_OfAHuntThatIsDeletedWhileItIsMade_IsNone()
    {
        var hunt = await HuntAsync("a.example", "b.example");
        var records = new PostgresHuntRecords(_service.Store);
        var deleted = new DeletedHuntRecords(records, () => DeleteAsync(hunt));
        var keeper = new ReportKeeper(new DatabaseReports(_service.Store, new(deleted, records)), TimeProvider.System);

        (await keeper.GetAsync(hunt, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Export_IsAFileOfItsFormat()
    {
        var hunt = await HuntAsync("a.example");

        using var response = await Client.GetAsync($"/api/v1/hunts/{hunt}/exports/stix", Cancellation);
        using var none = await Client.GetAsync($"/api/v1/hunts/{hunt}/exports/exe", Cancellation);

        using var bundle = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        bundle.RootElement.GetProperty("type").GetString().ShouldBe("bundle");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"hunt-{hunt}-stix.json");
        (await none.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values")).Detail()
            .ShouldStartWith("The parameter format must be one of stix, misp,");
    }

    [Fact]
    public async Task ExportFormats_AreThoseOfTheProgram_InItsOrder()
    {
        using var list = await JsonAsync("/api/v1/exports");

        list.RootElement.GetProperty("formats").EnumerateArray()
            .Select(f => (f.GetProperty("name").GetString(), f.GetProperty("fileExtension").GetString(), f.GetProperty("mediaType").GetString(),
                f.GetProperty("description").GetString()))
            .ShouldBe(HuntExports.All.Select(e => ((string?)e.Name, (string?)e.FileExtension, (string?)e.MediaType, (string?)e.Description)));
    }

    [Fact]
    public async Task Export_ThatLeavesSomethingOut_SaysSoInItsHeaders()
    {
        var hunt = await HuntAsync("a.example");

        using var response = await Client.GetAsync($"/api/v1/hunts/{hunt}/exports/blocklist-ip", Cancellation);
        using var whole = await Client.GetAsync($"/api/v1/hunts/{hunt}/exports/csv-nodes", Cancellation);

        response.Headers.GetValues(ServiceHeaders.Remark).ShouldBe(["1 left out: internal or reserved."]);
        whole.Headers.Contains(ServiceHeaders.Remark).ShouldBeFalse();
    }

    [Fact]
    public async Task Nodes_ComeAPageAtATime()
    {
        var hunt = await HuntAsync("a.example");

        using var root = await JsonAsync($"/api/v1/hunts/{hunt}/trees/1/nodes?parent=-1");
        using var first = await JsonAsync($"/api/v1/hunts/{hunt}/trees/1/nodes?parent=0&limit=1");
        using var second = await JsonAsync($"/api/v1/hunts/{hunt}/trees/1/nodes?parent=0&limit=1&after={first.RootElement.GetProperty("next").GetInt32()}");

        root.RootElement.GetProperty("nodes")[0].GetProperty("children").GetInt32().ShouldBe(2);
        first.RootElement.GetProperty("nodes")[0].GetProperty("ioc").GetProperty("value").GetString().ShouldBe("198.51.100.7");
        second.RootElement.GetProperty("nodes")[0].GetProperty("ioc").GetProperty("value").GetString().ShouldBe("www.a.example");
        second.RootElement.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Nodes_OfATree_AreThereAsSoonAsItIsWritten_AndAnewWhenItIsRetried()
    {
        var hunt = (await SubmitAsync(Client, "a.example")).Id;
        var path = $"/api/v1/hunts/{hunt}/trees/1/nodes?parent=0";

        using var none = await Client.GetAsync(path, Cancellation);
        await _service.FinishAsync(hunt, 1, tree => WithMissing(WithRecord(tree, "a.example", "198.51.100.7")));
        using var first = await JsonAsync(path);
        using var retry = await Client.PostAsync($"/api/v1/hunts/{hunt}/retry", null, Cancellation);
        await retry.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.HuntView);
        using var meanwhile = await JsonAsync(path);
        await _service.FinishAsync(hunt, 1, tree => WithRecord(tree, "a.example", "198.51.100.8"));
        using var second = await JsonAsync(path);

        await none.ProblemAsync(HttpStatusCode.NotFound, "tree-not-written");
        new[] { first, meanwhile, second }
            .Select(page => page.RootElement.GetProperty("nodes")[0].GetProperty("ioc").GetProperty("value").GetString())
            .ShouldBe(["198.51.100.7", "198.51.100.7", "198.51.100.8"]);
    }

    [Fact]
    public async Task Nodes_OfAHuntThatWasDeleted_AreGone()
    {
        var hunt = await HuntAsync("a.example");
        var path = $"/api/v1/hunts/{hunt}/trees/1/nodes";
        using var before = await JsonAsync(path);

        await DeleteAsync(hunt);

        using var response = await Client.GetAsync(path, Cancellation);
        await response.ProblemAsync(HttpStatusCode.NotFound, "no-such-hunt");
    }

    [Fact]
    public async Task Graph_AroundAnIoc_HasTheSeedsThatLeadToIt()
    {
        var hunt = await HuntAsync("a.example", "b.example");

        using var graph = await JsonAsync($"/api/v1/hunts/{hunt}/graph?value=198.51.100.7");

        graph.RootElement.GetProperty("nodes").EnumerateArray()
            .Select(node => (node.GetProperty("ioc").GetProperty("value").GetString(), node.GetProperty("isSeed").GetBoolean()))
            .ShouldBe([("a.example", true), ("198.51.100.7", false), ("b.example", true)]);
        graph.RootElement.GetProperty("edges").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("why?value=a.example")]
    [InlineData("explain?seed=a.example&value=b.example")]
    [InlineData("diff?since=1")]
    [InlineData("exports/stix")]
    [InlineData("graph")]
    [InlineData("graph?value=8.8.8.8")]
    [InlineData("trees/1/nodes")]
    public async Task Findings_OfAHuntThatIsNone_AreNotFound(string path)
    {
        using var response = await Client.GetAsync($"/api/v1/hunts/987654/{path}", Cancellation);

        await response.ProblemAsync(HttpStatusCode.NotFound, "no-such-hunt");
    }

    [Theory]
    [InlineData("why", "The parameter value must be an IOC.")]
    [InlineData("why?value=1.2.3.4.5.6", "The parameter value must be an IOC; what was given")]
    [InlineData("why?value=a.example&type=tree", "The parameter type must be one of")]
    [InlineData("why?value=a.example&limit=0", "The parameter limit must be")]
    [InlineData("report?limit=none", "The parameter limit must be")]
    [InlineData("report?format=exe", "The parameter format must be json, text or csv.")]
    [InlineData("why?value=a.example&format=csv", "The parameter format must be json or text.")]
    [InlineData("explain?seed=a.example&value=b.example&format=exe", "The parameter format must be json or text.")]
    [InlineData("diff?since=1&format=exe", "The parameter format must be json or text.")]
    public async Task WrongParameters_AreNamed(string path, string detail)
    {
        var hunt = await HuntAsync("a.example");

        using var response = await Client.GetAsync($"/api/v1/hunts/{hunt}/{path}", Cancellation);

        (await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "wrong-values")).Detail().ShouldStartWith(detail);
    }

    [Fact]
    public async Task Preview_ShowsWhatIsUnderstood_AndSubmitsNothing()
    {
        using var response = await Client.PostAsync("/api/v1/seeds/preview", Json("""{"seeds":["domain,a.example","A.example","file,zzz"]}"""), Cancellation);

        var preview = await response.ReadAsync(HttpStatusCode.OK, ServiceJson.Default.SeedPreview);
        preview.Seeds.ShouldBe([new SeedView("domain", "a.example")]);
        (preview.SeedsInAll, preview.Duplicates, preview.BadLinesInAll).ShouldBe((1, 1, 1));
        preview.BadLines.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    private async Task<JsonDocument> JsonAsync(string path)
    {
        using var response = await Client.GetAsync(path, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text);
    }

    /// <summary>A hunt whose trees are written: each seed resolves to the same address and has a name below it.</summary>
    private Task<long> HuntAsync(params string[] seeds) => FinishAsync("", seeds.Length, seeds);

    private async Task<long> FinishAsync(string options, int trees, params string[] seeds)
    {
        using var response = await Client.PostAsync($"/api/v1/hunts?{options}", Csv(string.Join('\n', seeds)), Cancellation);
        var hunt = await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);
        await _service.FinishAsync(hunt.Id, trees, tree => WithRecord(tree, seeds[tree.Tree.Number - 1], "198.51.100.7"));
        return hunt.Id;
    }

    private async Task DeleteAsync(long hunt)
    {
        using var response = await Client.DeleteAsync($"/api/v1/hunts/{hunt}", Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static FinishedTree WithRecord(FinishedTree tree, string domain, string address)
    {
        var seed = new Ioc(IocType.Domain, domain);
        var record = new TreeRecord(
            tree.Tree.Number,
            [
                new(seed, -1, null, -1, NodeExpansion.Expanded),
                new(new(IocType.IpAddress, address), 0, "Source: resolves to", 0, NodeExpansion.DepthLimit),
                new(new(IocType.Domain, $"www.{domain}"), 0, "Source: below", 0, NodeExpansion.DepthLimit),
            ],
            [new(0, "Source", "resolutions", RecordedOutcome.Found, At)]);
        return tree with
        {
            Files = tree.Files! with
            {
                ByFormat = new Dictionary<string, ReadOnlyMemory<byte>>(tree.Files.ByFormat)
                {
                    [TreeFiles.RecordFormat] = TreeRecordBytes.Pack(record),
                    [TreeFiles.KeysFormat] = TreeKeys.Of(record),
                },
            },
        };
    }
}
