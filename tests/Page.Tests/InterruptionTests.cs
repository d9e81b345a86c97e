namespace IocExplorer.Page.Tests;

/// <summary>A token that ends, a connection that is lost and lists that are empty.</summary>
public sealed class InterruptionTests(PageService service)
{
    private const string Refusal = """{"title":"The token is not known.","status":401}""";

    [Fact]
    public async Task Token_ThatEndsInTheMiddleOfWork_IsAskedForAgain_AndNothingShownStays()
    {
        await using var session = await service.SignedInAsync();
        session.ExpectedConsole = "401";
        await session.ShowAsync("#/submit");
        await session.Page.GetByLabel("Seeds, one a line").FillAsync("domain,secret.example.com");
        await session.Page.RouteAsync(
            "**/api/v1/**", route => route.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = Refusal }));

        await session.Button("Check").ClickAsync();

        await Assertions.Expect(session.Alert).ToContainTextAsync("takes this token no longer");
        await Assertions.Expect(session.Page.GetByLabel("Token")).ToHaveValueAsync("");
        await Assertions.Expect(session.Page.GetByLabel("Token")).ToBeFocusedAsync();
        (await session.Page.ContentAsync()).ShouldNotContain("secret.example.com");
        await Assertions.Expect(session.Link("Hunts")).ToHaveCountAsync(0);

        await session.Page.UnrouteAllAsync();
        await session.Page.GetByLabel("Token").FillAsync(service.Token);
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Heading("New hunt")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByLabel("Seeds, one a line")).ToHaveValueAsync("");
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Token_ThatEndsWhileAHuntIsWatched_IsAskedForAgain()
    {
        var hunt = await service.SubmitAsync("watched by a guest", $"domain,{PageService.Slow[2]}");
        await using var session = await service.SignedInAsync();
        session.ExpectedConsole = "401";
        await RouteEventsAsync(session, route => route.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = Refusal }));

        await session.Page.EvaluateAsync("hunt => { location.hash = `#/hunt/${hunt}` }", hunt);

        await Assertions.Expect(session.Page.GetByLabel("Token")).ToBeFocusedAsync();
        (await session.Page.ContentAsync()).ShouldNotContain("watched by a guest");
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Connection_LostWhileAHuntIsWatched_IsSaid_AndTheHuntIsFollowedAgain()
    {
        var hunt = await service.SubmitAsync("watched over a bad line", $"domain,{PageService.Slow[3]}");
        await using var session = await service.SignedInAsync();
        session.ExpectedConsole = "ERR_CONNECTION_RESET";
        var isCut = true;
        await RouteEventsAsync(session, route => Volatile.Read(ref isCut) ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await session.ShowAsync($"#/hunt/{hunt}");
        var remark = session.Page.GetByText("The connection to the service is lost");

        await Assertions.Expect(remark).ToBeVisibleAsync();
        await session.Button("Pause").ClickAsync();
        await Assertions.Expect(session.Button("Resume")).ToBeVisibleAsync();
        Volatile.Write(ref isCut, false);

        await Assertions.Expect(remark).ToHaveCountAsync(0);
        await Assertions.Expect(session.Page.Locator("main .state")).ToHaveTextAsync("paused");
        await session.Button("Cancel").ClickAsync();
        await Assertions.Expect(session.Page.Locator("main .state")).ToHaveTextAsync("cancelled");
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Views_WithNothingToShow_SaySo()
    {
        var hunt = await service.HuntAsync("alone", "ip_address,2001:db8:9::1");
        await using var session = await service.SignedInAsync();
        (string View, string Text)[] views =
        [
            ("pivots", "No IOC is shared by several seeds."), ("graph", "No seeds are joined by anything specific."), ("why", "Give an IOC"),
            ("why/domain/absent.example.org", "absent.example.org stands in no tree of this hunt."),
            ("graph/domain/absent.example.org", "absent.example.org stands in no tree of this hunt."),
        ];
        foreach (var (view, text) in views)
        {
            await session.ShowAsync($"#/hunt/{hunt}/{view}");
            await Assertions.Expect(session.Page.GetByText(text).First).ToBeVisibleAsync();
        }

        await session.Page.RouteAsync(
            "**/api/v1/hunts?limit=50", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"hunts":[]}""" }));
        await session.ShowAsync("#/hunts");
        await Assertions.Expect(session.Link("Submit the first.")).ToBeVisibleAsync();
        await session.ShouldBeClean();
    }

    /// <summary>Only the events: how the hunt stands is asked for once before, as any other answer.</summary>
    private static Task<IAsyncDisposable> RouteEventsAsync(PageSession session, Func<IRoute, Task> act) => session.Page.RouteAsync(
        "**/progress", route => route.Request.Headers.GetValueOrDefault("accept") == "text/event-stream" ? act(route) : route.ContinueAsync());
}
