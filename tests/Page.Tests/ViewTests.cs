using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace IocExplorer.Page.Tests;

/// <summary>
/// Each view at the width of a desk and of a telephone, in light and in dark, examined by axe-core: roles, names, contrast. With <c>PAGE_PICTURES=FOLDER</c> a
/// picture of each is left there.
/// </summary>
public sealed class ViewTests(PageService service)
{
    // An item of a tree is named by itself; axe compares the name with all that stands below it, too.
    private static readonly AxeRunOptions s_examined = new() { Rules = new() { ["label-content-name-mismatch"] = new() { Enabled = false } } };

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(360, 780, ColorScheme.Dark)]
    public async Task Views_AtThisWidth_FitItAndHaveNoObstacle(int width, int height, ColorScheme scheme)
    {
        await using var session = await service.OpenAsync(width, height, scheme);
        var hunt = await service.SamplesAsync();
        await LookAsync(session, "sign-in");
        await session.SignInAsync(service.Token);

        (string Name, string View)[] views =
        [
            ("hunts", "#/hunts"), ("submit", "#/submit"), ("service", "#/service"), ("hunt", $"#/hunt/{hunt}"), ("pivots", $"#/hunt/{hunt}/pivots"),
            ("trees", $"#/hunt/{hunt}/trees"), ("tree", $"#/hunt/{hunt}/tree/2"), ("why", $"#/hunt/{hunt}/why/email/hostmaster%40example.com"),
            ("graph", $"#/hunt/{hunt}/graph/ip_address/203.0.113.7"),
        ];
        foreach (var (name, view) in views)
        {
            await session.ShowAsync(view);
            if (name == "submit")
            {
                await session.Page.GetByLabel("Seeds, one a line").FillAsync("domain,shop.example.com\n203.0.113.7\ndomain,no domain");
                await session.Button("Check").ClickAsync();
                await Assertions.Expect(session.Button("Submit 2 seeds")).ToBeVisibleAsync();
            }

            await LookAsync(session, name);
        }

        var ofLongValues = await service.HuntAsync("a-name-that-is-as-long-as-names-may-be-".PadRight(200, 'x'), $"domain,{PageService.Long}");
        string[] withLongValues =
        [
            "hunts", $"hunt/{ofLongValues}", $"hunt/{ofLongValues}/tree/1", $"hunt/{ofLongValues}/why/url/{Uri.EscapeDataString(PageService.LongUrl)}",
            $"hunt/{ofLongValues}/graph/domain/{PageService.Long}",
        ];
        foreach (var view in withLongValues)
        {
            await session.ShowAsync($"#/{view}");
            await session.ShouldFitAsync(view);
        }

        await session.ShouldBeClean();

        async Task LookAsync(PageSession shown, string name)
        {
            await shown.ShouldFitAsync(name);
            var faults = (await shown.Page.RunAxe(s_examined)).Violations;
            faults.Select(fault => $"{fault.Id}: {string.Join(", ", fault.Nodes.Select(node => node.Html))}").ShouldBeEmpty(name);
            if (PageService.PicturesFolder is { } folder)
            {
                await shown.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = name is "hunt" or "submit" });
            }
        }
    }
}
