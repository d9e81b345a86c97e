using IocExplorer.Messages;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class AnswerPagesTests
{
    private static readonly Uri _source = new("https://source.example/");

    private AnswerPages _pages = Pages(limit: 10);

    [Fact]
    public void OnePage_IsTheAnswer()
    {
        Take("a b").ShouldBeOfType<Answer.Found>().Relations.Select(r => r.Target.Value).ShouldBe(["a.example", "b.example"]);

        (_pages.Count, _pages.Remaining, _pages.Next).ShouldBe((1, 8, null));
    }

    [Fact]
    public void NothingFound_IsEmpty() => Take("").ShouldBeOfType<Answer.Empty>();

    [Fact]
    public void FurtherPages_AreAskedFor_AndWhatStandsOnSeveralIsOneRelation()
    {
        Take("a b", next: "2").ShouldBeNull();
        _pages.Next.ShouldBe(new("https://source.example/2", null));

        var found = Take("b c", at: "2").ShouldBeOfType<Answer.Found>();

        found.Relations.Select(r => r.Target.Value).ShouldBe(["a.example", "b.example", "c.example"]);
        found.Cut.ShouldBeFalse();
    }

    [Fact]
    public void LimitThatIsReached_EndsTheAnswer_WhichIsCut()
    {
        _pages = Pages(limit: 3);
        Take("a b", next: "2").ShouldBeNull();
        _pages.Remaining.ShouldBe(1);

        Take("c", at: "2", next: "3").ShouldBeOfType<Answer.Found>().Cut.ShouldBeTrue();
    }

    [Fact]
    public void NothingThatIsARelation_ButMoreThanWasRead_IsNoEmptyAnswer()
    {
        var found = _pages.Take(new([], 10, 0, null, More: true), _source).ShouldBeOfType<Answer.Found>();

        (found.Relations.Count, found.Cut, found.HoldsNothing).ShouldBe((0, true, false));
    }

    [Fact]
    public void PointerInACircle_CutsWhatWasGathered()
    {
        Take("a", next: "2").ShouldBeNull();

        Take("b", at: "2", next: "").ShouldBeOfType<Answer.Found>().Cut.ShouldBeTrue();
    }

    [Fact]
    public void PagesThatNeverEndAndHoldNothing_AreMalformed()
    {
        for (var page = 1; page < 100; page++)
        {
            Take("", at: $"{page}", next: $"{page + 1}").ShouldBeNull();
        }

        Take("", at: "100", next: "101").ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "the links to the next page never end"));
    }

    [Fact]
    public void Total_IsKeptFromTheLastPageThatSaysIt()
    {
        Take("a", next: "2", total: 12).ShouldBeNull();

        var found = Take("b", at: "2").ShouldBeOfType<Answer.Found>();

        found.Total.ShouldBe(12);
    }

    private static AnswerPages Pages(int? limit) => new(new TestOperation(_source, limit: limit));

    private Answer? Take(string names, string at = "", string? next = null, long? total = null)
    {
        var words = names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var relations = words.Select(name => new Relation("T: relative", new(IocType.Domain, $"{name}.example"))).ToList();
        NextPage? link = next is null ? null : new(new Uri(_source, next).AbsoluteUri, null);
        var page = new PageOutcome.Page(relations, relations.Count, 0, link, false) { Total = total };
        return _pages.Take(page, new(_source, at));
    }
}
