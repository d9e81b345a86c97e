namespace IocExplorer.Page.Tests;

/// <summary>All that can be done with a pointer is reached with the Tab key, and is seen to have the focus.</summary>
public sealed class KeyboardTests(PageService service)
{
    /// <summary>What the Tab key should reach.</summary>
    private const string Wanted = "a[href]:not([tabindex='-1']), button:not(:disabled), input, select, textarea, summary, [tabindex='0']";

    [Fact]
    public async Task Tab_ReachesEverythingOfEachView_AndShowsWhereItIs()
    {
        var hunt = await service.SamplesAsync();
        await using var session = await service.OpenAsync();
        await WalkAsync(session, "sign-in");
        await session.SignInAsync(service.Token);

        string[] views =
        [
            "hunts", "submit", "service", $"hunt/{hunt}", $"hunt/{hunt}/pivots", $"hunt/{hunt}/tree/4",
            $"hunt/{hunt}/why/email/hostmaster%40example.com", $"hunt/{hunt}/graph/ip_address/203.0.113.7",
        ];
        foreach (var view in views)
        {
            await session.ShowAsync($"#/{view}");
            if (view == $"hunt/{hunt}")
            {
                await Assertions.Expect(session.Link("All pivots, and the groups of seeds")).ToBeVisibleAsync();
            }

            await WalkAsync(session, view);
        }

        await session.ShouldBeClean();
    }

    [Fact]
    public async Task SkipLink_GoesToTheContentOfTheViewThatIsShown()
    {
        await using var session = await service.SignedInAsync();
        await session.ShowAsync("#/service");
        var skip = session.Link("To the content");

        await skip.FocusAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync();
        await session.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(session.Page.Locator("main")).ToBeFocusedAsync();
        await Assertions.Expect(session.Heading("Service")).ToBeVisibleAsync();
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Ioc_IsCopiedDefanged_AndReadAsASeedAgain()
    {
        await using var session = await service.SignedInAsync();
        var hunt = await service.SamplesAsync();
        await session.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await session.ShowAsync($"#/hunt/{hunt}/pivots");

        await session.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = "hostmaster@example.com" }).FocusAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        await session.Button("Copy defanged").FocusAsync();
        await session.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(session.Page.GetByText("Copied: hostmaster[@]example[.]com")).ToBeVisibleAsync();
        await session.ShowAsync("#/submit");
        await session.Page.GetByLabel("Seeds, one a line").FocusAsync();
        await session.Page.Keyboard.PressAsync("Control+V");
        await session.Button("Check").ClickAsync();

        var seeds = session.Page.GetByRole(AriaRole.Table, new() { Name = "Seeds" });
        await Assertions.Expect(seeds.GetByRole(AriaRole.Cell, new() { Name = "hostmaster@example.com" })).ToBeVisibleAsync();
        await session.ShouldBeClean();
    }

    private static async Task WalkAsync(PageSession session, string view)
    {
        var wanted = await session.Page.EvaluateAsync<int>("""
            wanted => {
              window.wanted = new Set([...document.querySelectorAll(wanted)].filter(element => element.checkVisibility()));
              return window.wanted.size;
            }
            """, Wanted);

        // Twice round: a view may still fill while it is walked through.
        var left = wanted;
        for (var presses = 2 * wanted; presses >= 0 && left > 0; presses--)
        {
            await session.Page.Keyboard.PressAsync("Tab");
            left = await session.Page.EvaluateAsync<int>("""
                () => {
                  // A list that is followed replaces what has changed.
                  for (const gone of [...window.wanted].filter(one => !one.isConnected)) { window.wanted.delete(gone); }
                  const element = document.activeElement;
                  const style = getComputedStyle(element);
                  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) { window.wanted.delete(element); }
                  return window.wanted.size;
                }
                """);
        }

        (await session.Page.EvaluateAsync<string[]>("() => [...window.wanted].map(element => element.outerHTML)"))
            .ShouldBeEmpty($"{view}: not reached, or not seen to have the focus");
    }
}
