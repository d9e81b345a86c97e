using System.Collections.Concurrent;

namespace IocExplorer.Page.Tests;

/// <summary>One browser window on the page. It notes what a page that is sound never does: see <see cref="ShouldBeClean"/>.</summary>
public sealed class PageSession : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _origin;
    private readonly ConcurrentQueue<string> _faults = [];

    private PageSession(IBrowserContext context, IPage page, string origin) => (_context, Page, _origin) = (context, page, origin);

    public IPage Page { get; }

    /// <summary>The alert on the page.</summary>
    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    /// <summary>Texts of console messages that a test expects: the browser writes one for each answer with an error.</summary>
    public string? ExpectedConsole { get; set; }

    /// <summary>What the next question of the page says; it is answered with yes. Any other dialog is a fault.</summary>
    public string? ExpectedQuestion { get; set; }

    /// <summary>Opens the page.</summary>
    public static async Task<PageSession> StartAsync(IBrowser browser, Uri address, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(PageService.Patience);
        var page = await context.NewPageAsync();
        var session = new PageSession(context, page, address.GetLeftPart(UriPartial.Authority));
        session.Watch();
        await page.GotoAsync(address.ToString());
        return session;
    }

    public async Task SignInAsync(string token)
    {
        await Page.GetByLabel("Token").FillAsync(token);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Heading("Hunts")).ToBeVisibleAsync();
    }

    /// <summary>Shows a view by the part of the address behind #; ends when its heading is there.</summary>
    public async Task ShowAsync(string view)
    {
        await Page.EvaluateAsync("view => new Promise(done => { addEventListener('hashchange', () => done(), { once: true }); location.hash = view; })", view);
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
        await Assertions.Expect(Page.Locator("h1")).ToBeFocusedAsync();
    }

    public ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });

    public ILocator Button(string text) => Page.GetByRole(AriaRole.Button, new() { Name = text, Exact = true });

    public ILocator Link(string text) => Page.GetByRole(AriaRole.Link, new() { Name = text, Exact = true });

    /// <summary>Presses a button that downloads; gives the file's name and content.</summary>
    public async Task<(string Name, byte[] Content)> DownloadAsync(string button)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Button(button).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
        return (download.SuggestedFilename, content.ToArray());
    }

    /// <summary>Nothing is so wide that the page as a whole would scroll sideways.</summary>
    public async Task ShouldFitAsync(string view) =>
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Page.ViewportSize!.Width, view);

    /// <summary>
    /// No request went elsewhere, nothing stood in the console, no dialog opened, no script of strangers ran, no element was made of a value.
    /// </summary>
    public async Task ShouldBeClean()
    {
        (await Page.TitleAsync()).ShouldBe("IOC Explorer");
        (await Page.Locator("main img, main script, main iframe, main a[href]:not([href^='#'])").CountAsync()).ShouldBe(0);
        _faults.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Watch()
    {
        _context.Request += (_, request) =>
        {
            // A download is handed over by an address of the browser's own memory; the icon is none.
            var isOurs = request.Url.StartsWith($"{_origin}/", StringComparison.Ordinal)
                || request.Url.StartsWith($"blob:{_origin}/", StringComparison.Ordinal);
            if (!isOurs && request.Url != "data:,")
            {
                _faults.Enqueue($"asked for {request.Url}");
            }
        };
        _context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && (ExpectedConsole is null || !message.Text.Contains(ExpectedConsole, StringComparison.Ordinal)))
            {
                _faults.Enqueue($"console: {message.Text}");
            }
        };
        _context.WebError += (_, error) => _faults.Enqueue($"error: {error.Error}");
        _context.Dialog += (_, dialog) =>
        {
            if (dialog.Type == DialogType.Confirm && dialog.Message == ExpectedQuestion)
            {
                ExpectedQuestion = null;
                _ = dialog.AcceptAsync();
                return;
            }

            _faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }
}
