using IocExplorer.Messages;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class HttpSourcePagingTests
{
    [Fact]
    public async Task Ask_OverSeveralPages_GathersThemInOrderUpToTheLimit()
    {
        await using var server = ScriptedServer.Start(r => r.Path switch
        {
            "/relatives/seed.example" => $"ok a.example b.example next={Link(r, "p2")}",
            "/p2" => $"ok c.example next={Link(r, "p3")}",
            _ => "ok d.example e.example f.example",
        });
        await using var asked = new SourceUnderTest(server, limit: 5);

        var answer = await asked.AskAsync();

        var found = answer.ShouldBeOfType<Answer.Found>();
        found.Relations.Select(r => r.Target.Value).ShouldBe(["a.example", "b.example", "c.example", "d.example", "e.example"]);
        found.Cut.ShouldBeTrue();
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Ask_WhenAPageNamesAgainWhatStoodOnOneBefore_IsOneRelation()
    {
        await using var server = ScriptedServer.Start(
            r => r.Path == "/p2" ? "ok b.example c.example a.example" : $"ok a.example b.example next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server);

        var found = (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        found.Relations.Select(r => r.Target.Value).ShouldBe(["a.example", "b.example", "c.example"]);
    }

    [Theory]
    [InlineData("a.example", typeof(Answer.Found))]
    [InlineData("", typeof(Answer.Empty))]
    public async Task Ask_WithValuesThatAreNoIocs_KeepsTheFirstTenDifferentOnesOfAllPages(string value, Type kind)
    {
        var first = string.Join(' ', Enumerable.Range(1, 8).Select(i => $"no={i}"));
        await using var server = ScriptedServer.Start(r => r.Path == "/p2" ? "ok no=8 no=9 no=10 no=11" : $"ok {value} {first} next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server);

        var fact = (await asked.AskAsync()).ShouldBeAssignableTo<Answer.Fact>()!;

        fact.ShouldBeOfType(kind);
        fact.Dropped.ShouldBe(Enumerable.Range(1, 10).Select(i => new DroppedValue($"{i}", "T: relative", "is no domain name")));
        asked.Source.Status.DroppedValues.ShouldBe(12);
    }

    [Fact]
    public async Task Ask_WhenTheLimitIsReached_DoesNotFollowTheNextPage()
    {
        await using var server = ScriptedServer.Start(r => $"ok a.example b.example next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server, limit: 2);

        var found = (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        found.Cut.ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_OnTheLastPage_IsNotCut()
    {
        await using var server = ScriptedServer.Start(r => r.Path == "/p2" ? "ok b.example" : $"ok a.example next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server);

        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>().Cut.ShouldBeFalse();
    }

    [Theory]
    [InlineData(500, NotAnsweredReason.Failed)]
    [InlineData(404, NotAnsweredReason.Malformed)]
    [InlineData(400, NotAnsweredReason.Refused)]
    public async Task Ask_WhenTheSecondPageFails_IsNotAnsweredAndNeverAShorterAnswer(int status, NotAnsweredReason reason)
    {
        await using var server = ScriptedServer.Start(r =>
            r.Path == "/p2" ? ScriptedExchange.Status(status) : $"ok a.example next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server);

        (await asked.AskAsync()).ShouldBeOfType<Answer.NotAnswered>().Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Ask_WhenTheNextPageWasThereBefore_IsFoundAndCut()
    {
        await using var server = ScriptedServer.Start(r => r.Path == "/p2"
            ? $"ok b.example next={Link(r, "relatives/seed.example")}"
            : $"ok a.example next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server);

        var found = (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        found.Relations.Select(r => r.Target.Value).ShouldBe(["a.example", "b.example"]);
        found.Cut.ShouldBeTrue();
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_WhenEmptyPagesLeadToThemselves_IsMalformed()
    {
        await using var server = ScriptedServer.Start(r => $"ok next={Link(r, "p2")}");
        await using var asked = new SourceUnderTest(server);

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "the links to the next page never end"));
    }

    [Fact]
    public async Task Ask_WhenPagesNeverEnd_StopsAfterAHundred()
    {
        await using var server = ScriptedServer.Start(r => $"ok next={Link(r, $"p{r.Number}")}");
        await using var asked = new SourceUnderTest(server);

        (await asked.AskAsync()).ShouldBeOfType<Answer.NotAnswered>().Reason.ShouldBe(NotAnsweredReason.Malformed);
        server.Requests.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Ask_WhenTheNextPageIsAtAnotherHost_IsMalformedAndNothingIsSentThere()
    {
        await using var elsewhere = ScriptedServer.Start(_ => "ok stolen.example");
        await using var server = ScriptedServer.Start(_ => $"ok a.example next={elsewhere.BaseUrl}p2");
        await using var asked = new SourceUnderTest(server);

        var answer = (await asked.AskAsync()).ShouldBeOfType<Answer.NotAnswered>();

        answer.Reason.ShouldBe(NotAnsweredReason.Malformed);
        answer.Detail.ShouldNotContain("127.0.0.1");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_WithAQuota_TakesAPermitForEachPageAndTry()
    {
        await using var server = ScriptedServer.Start(r => r.Number switch
        {
            1 => ScriptedExchange.Status(500),
            2 => $"ok a.example next={Link(r, "p2")}",
            _ => "ok b.example",
        });
        await using var asked = new SourceUnderTest(server, quota: new(0, 500, 0));

        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        asked.Throttle.Used.ShouldBe(3);
    }

    private static string Link(ScriptedRequest request, string path) => $"http://{request.Headers["Host"]}/{path}";
}
