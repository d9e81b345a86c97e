using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>Checked-in texts that output is compared with, read in the source tree so that a change shows in the diff.</summary>
internal static class TextFile
{
    /// <param name="path">Below the test project.</param>
    public static string Read(string path) => File.ReadAllText(PathOf(path)).ReplaceLineEndings("\n");

    public static string PathOf(string path) => Path.Combine(CheckoutFolder.Root, "tests", "Seed.Tests", path);

    /// <summary>Line by line; blanks at the ends of lines, which nobody sees, do not count.</summary>
    public static void ShouldBeTheScreen(this string screen, string path) =>
        Trimmed(screen).ShouldBe(Trimmed(Read(path)), $"tests/Seed.Tests/{path} is another screen; if the new one is meant, write it there.");

    private static string Trimmed(string text) => string.Join('\n', text.TrimEnd().Split('\n').Select(l => l.TrimEnd()));
}
