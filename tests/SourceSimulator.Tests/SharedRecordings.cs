namespace IocExplorer.SourceSimulator.Tests;

/// <summary>The published trees beside the checkout, read in place.</summary>
internal static class SharedRecordings
{
    /// <summary>Their folder; the test is left out where there is none, except on a build server.</summary>
    public static string FolderOrSkip()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "IocExplorer.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        var recordings = Path.Combine(Path.GetDirectoryName(folder) ?? "", "shared", "recorded-trees");
        if (!Directory.Exists(recordings))
        {
            var reason = $"The published trees are not at {recordings}.";
            Environment.GetEnvironmentVariable("CI").ShouldBeNullOrEmpty(reason);
            Assert.Skip(reason);
        }

        return recordings;
    }
}
