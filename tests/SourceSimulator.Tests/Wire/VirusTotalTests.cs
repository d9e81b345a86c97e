using System.Net;
using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Wire;

public sealed class VirusTotalTests
{
    private const string Name = "verdalo.net";
    private static readonly string[] ManyFiles = [.. Enumerable.Range(0, 23).Select(i => i.ToString("x64", null))];

    private static readonly GivenWorld World = new GivenWorld()
        .Add(RelationKind.DomainResolution, Name, "62.4.9.1", "62.4.9.2")
        .Add(RelationKind.DomainDownloadedFile, Name, ManyFiles)
        .Add(RelationKind.IpDownloadedFile, "62.4.9.1", "aa11")
        .Add(RelationKind.FileContactedIp, "aa11", "62.4.9.1")
        .Add(RelationKind.FileContactedDomain, "aa11", Name)
        .Add(RelationKind.FileExecutionParent, "aa11", "bb22");

    [Theory]
    [InlineData(RelationKind.IpDownloadedFile, "62.4.9.1", "aa11", "file")]
    [InlineData(RelationKind.FileContactedIp, "aa11", "62.4.9.1", "ip_address")]
    [InlineData(RelationKind.FileContactedDomain, "aa11", Name, "domain")]
    [InlineData(RelationKind.FileExecutionParent, "aa11", "bb22", "file")]
    public async Task ARelation_GivesObjectsOfItsTypeWithAttributes(RelationKind relation, string value, string expected, string type)
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(RelationTable.Rows[(int)relation].Operation, value);

        AnswerReader.ValuesOf(relation, answer).ShouldBe([expected]);
        var item = answer.GetProperty("data")[0];
        item.GetProperty("id").GetString().ShouldBe(expected);
        item.GetProperty("type").GetString().ShouldBe(type);
        item.GetProperty("attributes").GetProperty("reputation").GetInt32().ShouldBe(0);
        item.GetProperty("links").GetProperty("self").GetString()!.ShouldEndWith("/" + expected);
    }

    [Fact]
    public async Task Resolutions_GiveAddressHostAndDateUnderAGluedId()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);

        var item = answer.GetProperty("data")[0];
        item.GetProperty("type").GetString().ShouldBe("resolution");
        item.GetProperty("id").GetString().ShouldBe("62.4.9.1verdalo.net");
        item.GetProperty("attributes").GetProperty("host_name").GetString().ShouldBe(Name);
        item.GetProperty("attributes").GetProperty("ip_address").GetString().ShouldBe("62.4.9.1");
        item.GetProperty("attributes").GetProperty("date").GetInt64().ShouldBeGreaterThan(1_500_000_000);
    }

    [Fact]
    public async Task TheLastPage_HasASelfLinkAndNeitherNextNorCursor()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);

        answer.GetProperty("links").GetProperty("self").GetString()
            .ShouldBe($"{simulator.BaseAddress}api/v3/domains/{Name}/resolutions?limit=10");
        answer.GetProperty("links").TryGetProperty("next", out _).ShouldBeFalse();
        answer.GetProperty("meta").TryGetProperty("cursor", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?limit=1", 1)]
    [InlineData("?limit=40", 23)]
    public async Task Limit_IsTenUnlessTheRequestSaysAnother(string query, int count)
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        var answer = await wire.GetJsonAsync($"/api/v3/domains/{Name}/downloaded_files{query}");

        answer.GetProperty("data").GetArrayLength().ShouldBe(count);
    }

    [Theory]
    [InlineData("limit=41")]
    [InlineData("limit=0")]
    [InlineData("limit=ten")]
    [InlineData("limit=10&cursor=nonsense")]
    public async Task AnImpossibleParameter_Is400WithTheReason(string query)
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, $"/api/v3/domains/{Name}/downloaded_files?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorCodeAsync(response)).ShouldBe("BadRequestError");
    }

    [Fact]
    public async Task TheNextLinks_LeadThroughAllValuesOnce()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);
        var found = new List<string>();
        var next = $"/api/v3/domains/{Name}/downloaded_files?limit=9";

        for (var page = 0; page < 5 && next is not null; page++)
        {
            var answer = await wire.GetJsonAsync(next);
            found.AddRange(AnswerReader.ValuesOf(RelationKind.DomainDownloadedFile, answer));
            next = answer.GetProperty("links").TryGetProperty("next", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
        }

        found.ShouldBe(ManyFiles);
        next.ShouldBeNull();
    }

    [Fact]
    public async Task TheRawCursor_MustBeEncodedAndThenGivesTheSamePageAsTheLink()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);
        var first = await wire.GetJsonAsync($"/api/v3/domains/{Name}/downloaded_files?limit=7");
        var cursor = first.GetProperty("meta").GetProperty("cursor").GetString()!;

        var byCursor = await wire.GetTextAsync($"/api/v3/domains/{Name}/downloaded_files?limit=7&cursor={Uri.EscapeDataString(cursor)}");

        byCursor.ShouldBe(await wire.GetTextAsync(new Uri(first.GetProperty("links").GetProperty("next").GetString()!).PathAndQuery));
    }

    [Fact]
    public async Task AnUnknownObject_Is404AndAKnownOneWithoutValuesAnEmptyList()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        using var unknown = await wire.AskAsync(Operation.DomainResolutions, "nobody.net");
        using var known = await wire.AskAsync(Operation.FileExecutionParents, Name);

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ErrorCodeAsync(unknown)).ShouldBe("NotFoundError");
        known.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WireClient.ReadJsonAsync(known)).GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(EmptyAnswers.EmptyList, 0)]
    [InlineData(EmptyAnswers.NotFound, 40)]
    public async Task WhatIsEmpty_ComesAsTheOptionSays(EmptyAnswers empty, int expected404s)
    {
        (await Count404sAsync(empty)).ShouldBe(expected404s);
    }

    [Fact]
    public async Task WhatIsEmpty_ComesInBothFormsAndAlwaysTheSame_WhenMixed()
    {
        var count = await Count404sAsync(EmptyAnswers.Mixed);

        count.ShouldBeInRange(5, 35);
        (await Count404sAsync(EmptyAnswers.Mixed)).ShouldBe(count);
    }

    [Theory]
    [InlineData(null, "AuthenticationRequiredError")]
    [InlineData("another", "WrongCredentialsError")]
    public async Task WithoutAnAcceptedKey_TheAnswerIs401(string? key, string code)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, AcceptedKeys = [WireClient.Key] });
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, WireClient.PathOf(Operation.DomainResolutions, Name), key);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ErrorCodeAsync(response)).ShouldBe(code);
        simulator.Stats.Refused.ShouldBe(1);
    }

    [Fact]
    public async Task AnyKey_IsGoodWhenNoneIsGiven()
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, WireClient.PathOf(Operation.DomainResolutions, Name), "whatever");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a b/c?d&e=f#%.net")]
    [InlineData("b\u00fccher\"quote.net")]
    public async Task AnEncodedValue_IsDecodedAndQuotedInTheAnswer(string odd)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions
        {
            World = new GivenWorld().Add(RelationKind.DomainResolution, odd, "62.4.9.1"),
        });
        using var wire = new WireClient(simulator);

        var answer = await wire.AskForJsonAsync(Operation.DomainResolutions, odd);

        answer.GetProperty("data")[0].GetProperty("attributes").GetProperty("host_name").GetString().ShouldBe(odd);
        simulator.CountOf(Operation.DomainResolutions, odd).Answered.ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v3/domains/verdalo.net/comments")]
    [InlineData("/api/v3/domains/verdalo.net/behaviours")]
    [InlineData("/api/v3/urls/aa11/contacted_ips")]
    [InlineData("/api/v3/domains//resolutions")]
    [InlineData("/")]
    public async Task AnyOtherPath_Is404AndCountedAsUnroutable(string path)
    {
        await using var simulator = await StartAsync();
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        simulator.Stats.Unroutable.ShouldBe(1);
        simulator.Stats.Requests.ShouldBe(0);
    }

    private static Task<Simulator> StartAsync() => Simulator.StartAsync(new SimulatorOptions { World = World });

    private static async Task<string?> ErrorCodeAsync(HttpResponseMessage response)
    {
        JsonElement answer = await WireClient.ReadJsonAsync(response);
        return answer.GetProperty("error").GetProperty("code").GetString();
    }

    private static async Task<int> Count404sAsync(EmptyAnswers empty)
    {
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = new GivenWorld(), EmptyAnswers = empty });
        using var wire = new WireClient(simulator);
        var count = 0;
        for (var i = 0; i < 40; i++)
        {
            using var response = await wire.AskAsync(Operation.DomainResolutions, $"nobody{i}.net");
            count += response.StatusCode == HttpStatusCode.NotFound ? 1 : 0;
        }

        return count;
    }
}
