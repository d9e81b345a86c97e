using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Documents;

/// <summary>What holds of every C# file: two of them stand side by side on a screen, and a review shows each line whole.</summary>
public sealed class SourceWidthTests
{
    private const int MostColumns = 160;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Lines_OfEverySourceFile_AreAtMost160Columns(string folder)
    {
        var longLines = DocumentFiles.Below(Path.Combine(CheckoutFolder.Root, folder), "*.cs")
            .SelectMany(file => DocumentFiles.Read(file).Split('\n').Select((line, i) => (Place: $"{file}:{i + 1}", line.Length)))
            .Where(line => line.Length > MostColumns);

        longLines.ShouldBeEmpty();
    }
}
