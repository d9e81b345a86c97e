using System.Text.Json.Nodes;

namespace IocExplorer.Page.Tests;

/// <summary>Values of strangers are text on the page, whatever field they come in.</summary>
public sealed class HostileValueTests(PageService service)
{
    private static readonly string[] Seeds = ["domain,hostile.example.org", "domain,other.example.org"];

    [Fact]
    public async Task HuntNamesLabelsAndTags_ThatWantToBeMarkup_AreShownAsTheyAreWritten()
    {
        await using var session = await service.SignedInAsync();
        var hunt = await service.HuntAsync(HostileText.HuntName, Seeds);

        await session.ShowAsync("#/hunts");
        await ShowsAsync(session, HostileText.HuntName);
        await session.ShouldBeClean();
        await session.ShowAsync($"#/hunt/{hunt}/tree/1");
        await ShowsAsync(session, HostileText.Image);
        await ShowsAsync(session, HostileText.Script);
        await ShowsAsync(session, HostileText.Tag);
        await session.ShouldBeClean();
        foreach (var view in (string[])["pivots", "graph/ip_address/198.51.100.9", "why/ip_address/198.51.100.9"])
        {
            await session.ShowAsync($"#/hunt/{hunt}/{view}");
            await ShowsAsync(session, HostileText.Script);
            await session.ShouldBeClean();
        }
    }

    [Fact]
    public async Task SeedsAndNames_ThatAreRefused_AreShownEscaped()
    {
        await using var session = await service.SignedInAsync();
        session.ExpectedConsole = "422";

        await session.Link("New hunt").ClickAsync();
        await session.Page.GetByLabel("Name").FillAsync("turned \u202e round");
        await session.Page.GetByLabel("Seeds, one a line").FillAsync($"domain,{HostileText.Image}\ndomain,evil\u202ecom.example\ndomain,a.example.com");
        await session.Button("Check").ClickAsync();
        await Assertions.Expect(session.Page.GetByText("1 seed, 0 repeated lines, 2 lines left out.")).ToBeVisibleAsync();
        await session.Button("Submit 1 seed").ClickAsync();

        await Assertions.Expect(session.Alert).ToContainTextAsync("name");
        (await session.Page.Locator("main").InnerTextAsync()).ShouldNotContain('\u202e');
        await session.ShouldBeClean();
    }

    /// <summary>As if the service, or what stands behind it, could be made to say anything: every text of every answer is hostile.</summary>
    [Fact]
    public async Task Answers_WhoseEveryTextIsHostile_RunNothing()
    {
        var hunt = await service.HuntAsync("hostile answers", [.. Seeds, "domain,no domain"]);
        await using var session = await service.SignedInAsync();
        await session.Page.RouteAsync("**/api/v1/**", SpoilAsync);

        string[] views =
        [
            "#/hunts", "#/service", $"#/hunt/{hunt}", $"#/hunt/{hunt}/trees", $"#/hunt/{hunt}/tree/1", $"#/hunt/{hunt}/pivots",
            $"#/hunt/{hunt}/why/domain/hostile.example.org", $"#/hunt/{hunt}/graph",
        ];
        foreach (var view in views)
        {
            await session.ShowAsync(view);
            await ShowsAsync(session, HostileText.AllShown);
            (await session.Page.Locator("main").InnerTextAsync()).ShouldNotContain('\u202e');
            var isTurned = await session.Page.EvaluateAsync<bool>("""
                [...document.querySelectorAll("main *")].some(e => ["title", "aria-label"].some(name => e.getAttribute(name)?.includes("\u202e")))
                """);
            isTurned.ShouldBeFalse(view);
            await session.ShouldBeClean();
        }

        await session.ShowAsync("#/submit");
        await session.Page.GetByLabel("Seeds, one a line").FillAsync("domain,a.example.com\ndomain,no domain");
        await session.Button("Check").ClickAsync();
        await ShowsAsync(session, HostileText.AllShown);
        await session.ShouldBeClean();
    }

    private static Task ShowsAsync(PageSession session, string text) =>
        Assertions.Expect(session.Page.Locator("main").GetByText(text).First).ToBeAttachedAsync();

    private static async Task SpoilAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var isStream = answer.Headers.TryGetValue("content-type", out var type) && type.StartsWith("text/event-stream", StringComparison.Ordinal);
        var text = await answer.TextAsync();
        await route.FulfillAsync(new()
        {
            Response = answer,
            Body = isStream
                ? string.Join('\n', text.Split('\n').Select(line => line.StartsWith("data:", StringComparison.Ordinal) ? $"data: {Spoiled(line[5..])}" : line))
                : Spoiled(text),
        });
    }

    private static string Spoiled(string json) => Spoil(JsonNode.Parse(json))!.ToJsonString();

    private static JsonNode? Spoil(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Spoil(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Spoil)]),
        JsonValue value when value.GetValueKind() is System.Text.Json.JsonValueKind.String => JsonValue.Create(HostileText.All),
        _ => node?.DeepClone(),
    };
}
