namespace IocExplorer.Page.Tests;

/// <summary>Who is let in, and what remains of the token.</summary>
public sealed class SignInTests(PageService service)
{
    [Fact]
    public async Task SignIn_WithAWrongToken_IsRefused_AndWithTheRightOneShowsTheHunts()
    {
        await using var session = await service.OpenAsync();
        session.ExpectedConsole = "401";
        var token = session.Page.GetByLabel("Token");
        await Assertions.Expect(token).ToBeFocusedAsync();

        await token.FillAsync("ioc_wrong");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Alert).ToBeVisibleAsync();
        await Assertions.Expect(session.Heading("Hunts")).ToHaveCountAsync(0);

        await session.SignInAsync(service.Token);
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task SignOut_AndAReload_ForgetTheToken()
    {
        await using var session = await service.SignedInAsync();
        var cookies = await session.Page.Context.CookiesAsync();
        var stored = await session.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length");

        await session.Button("Sign out").ClickAsync();
        await Assertions.Expect(session.Page.GetByLabel("Token")).ToHaveValueAsync("");
        await session.SignInAsync(service.Token);
        await session.Page.ReloadAsync();
        await Assertions.Expect(session.Page.GetByLabel("Token")).ToBeVisibleAsync();

        (cookies.Count, stored).ShouldBe((0, 0));
        await session.ShouldBeClean();
    }
}
