namespace IocExplorer.Page.Tests;

/// <summary>The browser of this machine, which the tests drive: Debian's package <c>chromium</c>.</summary>
internal static class Chromium
{
    private static readonly string? Path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin")
        .Select(folder => System.IO.Path.Combine(folder, "chromium"))
        .FirstOrDefault(File.Exists);

    /// <summary>Leaves the test out where there is no browser; on a build server that is a failure.</summary>
    public static void Require()
    {
        if (Path is null)
        {
            const string Reason = "There is no chromium in PATH; install Debian's package chromium to test the page.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is not { Length: > 0 }, Reason);
            Assert.Fail(Reason);
        }
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path,

        // As root the browser refuses to start with its sandbox; it loads nothing here but the page.
        Args = Environment.UserName == "root" ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"],
    });
}
