using System.Text.RegularExpressions;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Documents;

/// <summary>The project's Markdown files, as a reader of the checkout has them.</summary>
internal static partial class DocumentFiles
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "node_modules"];

    /// <summary>Paths from the checkout's root, with slashes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Below(CheckoutFolder.Root, "*.md").Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(CheckoutFolder.Root, path)).ReplaceLineEndings("\n");

    /// <summary>Paths from the checkout's root of the files in a folder and those below it; what builds leave is passed over.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern)
            .Select(file => Path.GetRelativePath(CheckoutFolder.Root, file).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(below => !NotOurs.Contains(Path.GetFileName(below)))
                .SelectMany(below => Below(below, pattern)));

    /// <summary>The targets of all links, without those to other hosts.</summary>
    public static IEnumerable<string> Links(string text) =>
        LinkTarget().Matches(text).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>The names by which links reach the headings of a page: lower case, signs left out, hyphens for spaces.</summary>
    public static IReadOnlyList<string> Anchors(string text) =>
    [
        .. text.Split('\n')
            .Where(line => line.StartsWith('#'))
            .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant()
                .Select(c => c == ' ' ? "-" : char.IsLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : ""))),
    ];

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.None, 5000)]
    private static partial Regex LinkTarget();
}
