using System.Security.Cryptography;
using System.Text;

namespace IocExplorer.Analysis.Exports.Page;

/// <summary>What is the same in every page: body, style and script, built in.</summary>
internal static class PageParts
{
    public static string Body { get; } = Read("graph.html");

    public static string Style { get; } = Read("graph.css");

    public static string Script { get; } = Read("graph.js");

    /// <summary>Nothing runs and nothing is styled but what stands in the page by us, known by its hash; nothing is loaded and nothing is sent.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src '{HashOf(Script)}'; style-src '{HashOf(Style)}'; base-uri 'none'; form-action 'none'";

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(PageParts).Assembly.GetManifestResourceStream($"Page.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Browsers hash what they make of the line ends.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
