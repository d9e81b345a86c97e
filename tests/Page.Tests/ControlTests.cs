namespace IocExplorer.Page.Tests;

/// <summary>A hunt that is under way is stopped, taken up again and removed on the page, and the page shows how it stands without being loaded anew.</summary>
public sealed class ControlTests(PageService service)
{
    [Fact]
    public async Task Hunt_UnderWay_IsPausedResumedCancelledRetriedAndDeleted()
    {
        var hunt = await service.SubmitAsync("to be stopped", $"domain,{PageService.Slow[0]}");
        await using var session = await service.SignedInAsync(PageService.AdminToken);
        await session.ShowAsync($"#/hunt/{hunt}");
        await session.Page.GetByLabel("Export as").SelectOptionAsync("misp");

        (string Button, string State, string Next)[] steps =
        [
            ("Pause", "paused", "Resume"), ("Resume", "running", "Pause"), ("Cancel", "cancelled", "Retry"), ("Retry", "running", "Pause"),
            ("Cancel", "cancelled", "Retry"),
        ];
        foreach (var (button, state, next) in steps)
        {
            await session.Button(button).FocusAsync();
            await session.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(session.Page.Locator("main .state")).ToHaveTextAsync(state);
            await Assertions.Expect(session.Button(next)).ToBeFocusedAsync();
        }

        await Assertions.Expect(session.Page.GetByLabel("Export as")).ToHaveValueAsync("misp");
        session.ExpectedQuestion = $"Delete hunt {hunt} with its results? What sources answered stays in the ledger.";
        await session.Button("Delete").ClickAsync();
        await Assertions.Expect(session.Heading("Hunts")).ToBeVisibleAsync();
        await Assertions.Expect(session.Link($"{hunt} to be stopped")).ToHaveCountAsync(0);
        session.ExpectedQuestion.ShouldBeNull();
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Hunts_UnderWay_ChangeInTheListAsTheyGoOn()
    {
        var hunt = await service.SubmitAsync("seen in the list", $"domain,{PageService.Slow[1]}");
        await using var session = await service.SignedInAsync();
        var row = session.Page.Locator($"tr[data-hunt='{hunt}']");
        await Assertions.Expect(row.Locator(".state")).ToHaveTextAsync("running");
        await row.GetByRole(AriaRole.Link).FocusAsync();

        await using (var other = await service.SignedInAsync())
        {
            await other.ShowAsync($"#/hunt/{hunt}");
            await other.Button("Cancel").ClickAsync();
            await Assertions.Expect(other.Page.Locator("main .state")).ToHaveTextAsync("cancelled");
        }

        await Assertions.Expect(row.Locator(".state")).ToHaveTextAsync("cancelled");
        await Assertions.Expect(row.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Hunt_WithoutAnswers_SaysWhatIsMissingAndWhy_AndIsRetried()
    {
        var hunt = await service.HuntAsync("of a broken source", $"domain,{PageService.Broken}");
        await using var session = await service.SignedInAsync();
        await session.ShowAsync($"#/hunt/{hunt}");

        await Assertions.Expect(session.Page.GetByText("1 of 1 tree written, 1 with something missing, 0 given up")).ToBeVisibleAsync();
        var missing = session.Page.GetByRole(AriaRole.Table, new() { Name = "Missing answers" });
        await Assertions.Expect(missing.GetByRole(AriaRole.Cell, new() { Name = "VirusTotal" }).First).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByText("No IOC is shared by several seeds.")).ToBeVisibleAsync();

        await session.Button("Retry").ClickAsync();
        await Assertions.Expect(session.Page.Locator("main .state")).ToHaveTextAsync("finished");
        await Assertions.Expect(session.Button("Delete")).ToBeVisibleAsync();
        await session.ShouldBeClean();
    }
}
