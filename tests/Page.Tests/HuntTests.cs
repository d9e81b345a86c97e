using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IocExplorer.Page.Tests;

/// <summary>A hunt from its seeds to its results, as a person does it on the page.</summary>
public sealed partial class HuntTests(PageService service)
{
    private const string Seeds = """
        ip_address,203.0.113.7
        domain,shop.example.com
        domain,shop.example.com
        file,e53c3c49ee354c6682423b13703e2041
        domain,no domain
        """;

    [Fact]
    public async Task Hunt_IsCheckedSubmittedWatchedReadAndDownloaded()
    {
        await using var session = await service.SignedInAsync();
        await SubmitAsync(session);
        await Assertions.Expect(session.Page.Locator(".state")).ToHaveTextAsync("finished", new() { IgnoreCase = true });
        await Assertions.Expect(session.Page.GetByText("3 of 3 trees written")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "3");

        await DownloadAsync(session);
        await OpenATreeByKeyboardAsync(session);
        await SearchAsync(session);

        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Hunt_OfNothingThatCanBeRead_CannotBeSubmitted_AndSaysWhy()
    {
        await using var session = await service.SignedInAsync();

        await session.Link("New hunt").ClickAsync();
        await session.Page.GetByLabel("Seeds, one a line").FillAsync("domain,no domain");
        await session.Button("Check").ClickAsync();

        await Assertions.Expect(session.Page.GetByText("0 seeds, 0 repeated lines, 1 line left out.")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" })).ToHaveCountAsync(0);
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Seeds_OfAFile_AreReadIntoTheForm()
    {
        await using var session = await service.SignedInAsync();

        await session.Link("New hunt").ClickAsync();
        var list = new FilePayload { Name = "list.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("domain,a.example.com\r\n192.0.2.1\r\n") };
        await session.Page.GetByLabel("or a file").SetInputFilesAsync(list);

        await Assertions.Expect(session.Button("Submit 2 seeds")).ToBeVisibleAsync();
        await session.ShouldBeClean();
    }

    [Fact]
    public async Task Pivots_OfAHuntUnderWay_SayOfWhenTheyAre_AndHowManySeedsOfOtherHuntsHaveThem()
    {
        await service.HuntAsync("of another day", $"ip_address,{PageService.Sharing[0]}");
        var hunt = await service.SubmitAsync(
            "goes on", $"ip_address,{PageService.Sharing[1]}", $"ip_address,{PageService.Sharing[2]}", $"domain,{PageService.Slow[4]}");
        await using var session = await service.SignedInAsync();
        await session.ShowAsync($"#/hunt/{hunt}");
        await Assertions.Expect(session.Page.GetByText("2 of 3 trees written")).ToBeVisibleAsync();

        await session.ShowAsync($"#/hunt/{hunt}/pivots");

        var goesOn = session.Page.Locator("p", new() { HasTextRegex = AsOf() });
        await Assertions.Expect(goesOn).ToBeVisibleAsync();
        var heads = await session.Page.Locator("main th").AllInnerTextsAsync();
        var beyond = heads.Single(head => OtherSeeds().IsMatch(head));
        heads.ShouldBe(["IOC", "Type", "Seeds", beyond, "Distance", "Neighbours", "Relations", "Tags"]);
        var pivot = await session.Page.Locator("main tbody tr", new() { HasText = PageService.Shared }).First.Locator("td").AllInnerTextsAsync();
        pivot.Take(5).ShouldBe([PageService.Shared, "file", "2", "1", "1"]);

        await session.ShowAsync($"#/hunt/{hunt}");
        await session.Button("Cancel").ClickAsync();
        await Assertions.Expect(session.Page.Locator("main .state")).ToHaveTextAsync("cancelled");
        await session.ShowAsync($"#/hunt/{hunt}/pivots");
        await Assertions.Expect(session.Link(PageService.Shared).First).ToBeVisibleAsync();
        await Assertions.Expect(goesOn).ToHaveCountAsync(0);
        await session.ShouldBeClean();
    }

    [GeneratedRegex(@"^As of \d{4}-\d\d-\d\d \d\d:\d\d UTC; the hunt goes on\.$", RegexOptions.None, 1000)]
    private static partial Regex AsOf();

    [GeneratedRegex("^Of [0-9,]+ other seeds?$", RegexOptions.None, 1000)]
    private static partial Regex OtherSeeds();

    private static async Task SubmitAsync(PageSession session)
    {
        await session.Link("New hunt").ClickAsync();
        await session.Page.GetByLabel("Seeds, one a line").FillAsync(Seeds);
        await session.Page.GetByLabel("Name").FillAsync("three seeds");
        await session.Page.GetByLabel("Depth").FillAsync("3");
        await session.Button("Check").ClickAsync();
        await Assertions.Expect(session.Page.GetByText("3 seeds, 1 repeated line, 1 line left out.")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Table, new() { Name = "Lines left out" }).GetByRole(AriaRole.Cell).First).ToHaveTextAsync("5");
        await session.Button("Submit 3 seeds").ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("three seeds");
    }

    private static async Task DownloadAsync(PageSession session)
    {
        var (name, zip) = await session.DownloadAsync("Download trees");
        name.ShouldMatch(@"^hunt-\d+\.zip$");
        using var content = new MemoryStream(zip);
        await using var archive = new ZipArchive(content);
        archive.Entries.Count(entry => entry.Name.EndsWith(".txt", StringComparison.Ordinal)).ShouldBe(3);

        await session.Page.GetByLabel("Export as").SelectOptionAsync("stix");
        var (exported, stix) = await session.DownloadAsync("Export");
        exported.ShouldEndWith(".json");
        JsonDocument.Parse(stix).RootElement.GetProperty("type").GetString().ShouldBe("bundle");

        await session.Page.GetByLabel("Export as").SelectOptionAsync("blocklist-ip");
        await Assertions.Expect(session.Page.GetByText("blocklist-ip: IP addresses to be blocked, one a line")).ToBeVisibleAsync();
        var (_, blocklist) = await session.DownloadAsync("Export");
        var text = Encoding.UTF8.GetString(blocklist);

        // Addresses of documentation are known-good by a list that is built in.
        var leftOut = text.Split('\n').Single(line => line.Contains(" left out: ", StringComparison.Ordinal)).TrimStart('#', ' ');
        leftOut.ShouldBe("7 left out: known-good.");
        await Assertions.Expect(session.Page.Locator("main [aria-live]").GetByText(leftOut)).ToBeVisibleAsync();
    }

    private static async Task OpenATreeByKeyboardAsync(PageSession session)
    {
        await session.Link("Trees").FocusAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        await session.Link("shop.example.com").FocusAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        var root = session.Page.Locator("[role=treeitem][aria-level='1']");
        var second = session.Page.Locator("[role=treeitem][aria-level='2']");
        await Assertions.Expect(root).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(second.First).ToBeVisibleAsync();

        await root.FocusAsync();
        await session.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(second.First).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(root).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(root).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(second.First).ToBeHiddenAsync();

        var (name, tree) = await session.DownloadAsync("Download TXT");
        name.ShouldEndWith(".txt");
        Encoding.UTF8.GetString(tree).ShouldContain("id='shop.example.com'");
    }

    private static async Task SearchAsync(PageSession session)
    {
        await session.Link("Why").ClickAsync();
        await session.Page.GetByLabel("IOC", new() { Exact = true }).FillAsync("hostmaster@example.com");
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.GetByText("hostmaster@example.com stands in 2 trees.")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.Locator(".path").First).ToContainTextAsync("QAX: domain to whois email");

        await session.Link("Show the graph around it").ClickAsync();
        await Assertions.Expect(session.Page.GetByText("Around hostmaster@example.com")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.Locator(".graph canvas").First).ToBeVisibleAsync();

        await session.Link("Pivots").ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = "hostmaster@example.com" })).ToBeVisibleAsync();
    }
}
