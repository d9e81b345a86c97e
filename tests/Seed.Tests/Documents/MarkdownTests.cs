using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Documents;

/// <summary>What holds of every page: it can be read in a terminal, and its links lead somewhere.</summary>
public sealed class MarkdownTests
{
    private const int MostColumns = 140;
    private const int MostLinesOfReadme = 150;

    [Fact]
    public void Lines_OfEveryPage_AreShort()
    {
        var longLines = DocumentFiles.All
            .SelectMany(page => DocumentFiles.Read(page).Split('\n').Select((line, i) => (Place: $"{page}:{i + 1}", line.Length)))
            .Where(line => line.Length > MostColumns);

        longLines.ShouldBeEmpty();
    }

    [Fact]
    public void Links_OfEveryPage_LeadToFilesAndHeadings()
    {
        var broken = DocumentFiles.All.SelectMany(
            page => DocumentFiles.Links(DocumentFiles.Read(page)).Where(link => !Leads(page, link)).Select(link => $"{page}: {link}"));

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Readme_IsReadInFiveMinutes_AndLinksToEveryPageOfDocs()
    {
        var readme = DocumentFiles.Read("README.md");

        readme.TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(MostLinesOfReadme);
        var linked = DocumentFiles.Links(readme).Select(link => link.Split('#')[0]).ToList();
        DocumentFiles.All.Where(page => Path.GetDirectoryName(page) == "docs").ShouldAllBe(page => linked.Contains(page));
    }

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0
            ? page
            : Path.GetRelativePath(CheckoutFolder.Root, Path.Combine(CheckoutFolder.Root, Path.GetDirectoryName(page)!, parts[0]));
        var path = Path.Combine(CheckoutFolder.Root, target);
        return File.Exists(path) ? parts.Length == 1 || DocumentFiles.Anchors(DocumentFiles.Read(target)).Contains(parts[1]) : Directory.Exists(path);
    }
}
