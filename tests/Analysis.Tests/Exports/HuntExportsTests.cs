using IocExplorer.Analysis.Exports;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

public sealed class HuntExportsTests
{
    public static TheoryData<string> Formats => [.. HuntExports.All.Select(e => e.Name)];

    [Fact]
    public void All_HaveNamesOfTheirOwn_AndCanBeFound()
    {
        HuntExports.All.Select(e => e.Name).ShouldBeUnique();
        HuntExports.All.ShouldAllBe(e => e.FileExtension.StartsWith('.') && e.MediaType.Contains('/') && e.Description.Length > 0);
        HuntExports.Find("STIX").ShouldBeSameAs(HuntExports.All[0]);
        HuntExports.Find("word").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_Twice_GivesTheSameBytes(string format)
    {
        var hunt = TestHunt.Sample().Build();

        (await TestHunt.ExportAsync(hunt, format)).ShouldBe(await TestHunt.ExportAsync(hunt, format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_OfHostileValues_HoldsNoCharacterThatActs(string format)
    {
        var written = await TestHunt.ExportAsync(TestHunt.Hostile().Build(), format);

        written.Where(c => char.IsControl(c) && c is not ('\n' or '\r')).ShouldBeEmpty();
        written.Where(c => c is '\u202E' or '\u2066' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFD' or '\uFFFE').ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_OfAHuntWithoutTrees_IsWhole(string format) =>
        (await TestHunt.ExportAsync(new TestHunt().Build(), format)).Length.ShouldBeGreaterThanOrEqualTo(format == "ndjson" ? 0 : 1);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_OfManyRelations_HandsThemOnPieceByPiece(string format)
    {
        const int Piece = 100_000;
        var hunt = new TestHunt().Seed(TestHunt.Domain("a.example.com"));
        for (var i = 0; i < 2_000; i++)
        {
            hunt.Relate(TestHunt.Domain("a.example.com"), "x", new(IocType.Url, $"http://a.example.com/{i}/{new string('x', 200)}"));
        }

        using var output = new AsyncOnlyStream();

        await HuntExports.Find(format)!.WriteAsync(hunt.Build(), output, _ => { }, CancellationToken.None);

        output.LargestWrite.ShouldBeLessThan(Piece);
        (output.Length > 4 * Piece).ShouldBe(!format.StartsWith("blocklist", StringComparison.Ordinal) || format == "blocklist-url");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Write_WhenCancelled_Ends(string format)
    {
        using var output = new AsyncOnlyStream();

        await Should.ThrowAsync<OperationCanceledException>(() => HuntExports.Find(format)!.WriteAsync(TestHunt.Sample().Build(), output, _ => { }, new(true)));
    }
}
