using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Trees;

public sealed class IocTagIndexTests
{
    private static readonly Ioc s_name = Domain("named.example");

    [Fact]
    public void Of_WhenSeveralAnswersTellOfAnIoc_AddsThemUpInTheirOrderAndEachOnce()
    {
        var book = new IocTagIndex((_, tags) => tags.Add(new("popular", TagClass.KnownGood, "list", "7")));

        book.Add([new(s_name, "b", TagClass.Info), new(s_name, "hidden", TagClass.Info) { OnlyWithTags = true }, new(s_name, "a", TagClass.Info)], "One");
        book.Add([new(s_name, "a", TagClass.Info), new(Ip("192.0.2.9"), "other", TagClass.Info), new(s_name, "c", TagClass.KnownBad)], "One");
        book.Add([new(s_name, "a", TagClass.Info)], "Two");

        Lines(book).ShouldBe(["popular list", "b One", "a One", "c One", "a Two", "hidden One"]);
    }

    [Fact]
    public void Of_WithoutLists_LeavesOutWhatIsOnlyForHuntsWithTags()
    {
        var book = new IocTagIndex(null);

        book.Add([new(s_name, "malicious=9", TagClass.KnownBad) { OnlyWithTags = true, AsOf = 9 }, new(s_name, "malicious=3", TagClass.KnownBad) { AsOf = 3 }],
            "One");

        Lines(book).ShouldBe(["malicious=3 One"]);
    }

    [Theory]
    [InlineData(new[] { 5, 7 }, "malicious=7")]
    [InlineData(new[] { 7, 5 }, "malicious=7")]
    [InlineData(new[] { 0, 5 }, "malicious=5")]
    [InlineData(new[] { 5, 0 }, "malicious=5")]
    [InlineData(new[] { 7, 5, 0, 6 }, "malicious=7")]
    [InlineData(new[] { 0, 0 }, "malicious=0")]
    public void Of_WhenAnswersDisagree_ShowsTheLatestOfAKind(int[] times, string expected)
    {
        var book = new IocTagIndex((_, _) => { });

        foreach (var time in times)
        {
            book.Add([new(s_name, $"malicious={time}", TagClass.KnownBad) { AsOf = time, OnlyWithTags = true }], "One");
        }

        Lines(book).ShouldBe([$"{expected} One"]);
    }

    [Fact]
    public void Of_WhenAnswersDisagree_TouchesNoOtherKindSourceOrIoc()
    {
        var book = new IocTagIndex((_, _) => { });

        book.Add(
            [
                new(s_name, "malicious=1", TagClass.KnownBad) { AsOf = 1 }, new(s_name, "name=a", TagClass.Info), new(s_name, "name=b", TagClass.Info),
                new(s_name, "threat=x", TagClass.Info) { AsOf = 1 },
                new(Domain("other.example"), "malicious=1", TagClass.KnownBad) { AsOf = 1 },
            ],
            "One");
        book.Add([new(s_name, "malicious=0", TagClass.Info) { AsOf = 2 }, new(s_name, "malicious", TagClass.Info)], "One");
        book.Add([new(s_name, "malicious=8", TagClass.KnownBad) { AsOf = 1 }, new(s_name, "malicious=8", TagClass.KnownBad) { AsOf = 1 }], "Two");

        Lines(book).ShouldBe(["name=a One", "name=b One", "threat=x One", "malicious=0 One", "malicious One", "malicious=8 Two"]);
        book.Of(Domain("other.example")).ShouldHaveSingleItem().Name.ShouldBe("malicious=1");
    }

    private static IEnumerable<string> Lines(IocTagIndex book) => book.Of(s_name).Select(t => $"{t.Name} {t.By}");
}
