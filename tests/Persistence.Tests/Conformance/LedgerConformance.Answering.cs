using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    /// <summary>Every kind of answer, and the texts that break what is put together carelessly.</summary>
    private static readonly Dictionary<string, Answer> Answers = new()
    {
        ["found"] = Found("a.example"),
        ["found, cut"] = new Answer.Found([new("points to", Domain(7))], true),
        ["found, order and repetition kept"] = new Answer.Found(
            [
                new("one", Domain(1)), new("one", Domain(1)), new("two", Domain(1)), new("one", Domain(2)), new("one", new(IocType.Email, "a@b.example")),
                new("one", new(IocType.IpAddress, "2001:db8::1")), new("one", new(IocType.File, new('a', 64))), new("one", Domain(1)),
            ],
            false),
        ["found, odd texts"] = new Answer.Found(
            [
                new("", new(IocType.Domain, "")),
                new("""quotes " ' ` \ / <b>&amp;""", new(IocType.Domain, """a"b\c'd""")),
                new("control \0 \u0001 \t \r\n \u007f \u0085 \u2028 \u202e", new(IocType.Domain, "\0")),
                new("威步 бг ğ \ud83d\ude00 e\u0301", new(IocType.Domain, "\ud83d\ude00")),
                new("]]}],null", new(IocType.Email, "[\"]")),
                new(new('x', 5000), new(IocType.File, new('y', 70_000))),
            ],
            true),
        ["found, with times"] = new Answer.Found(
            [
                new("points to", Domain(7)) { Seen = new(0, 1) },
                new("points to", Domain(8)),
                new("points to", Domain(7)) { Seen = new(1_566_265_526, uint.MaxValue) },
                new("other", new(IocType.Url, "http://example.com/a,b")) { Seen = new(5, 0) },
            ],
            false),
        ["found, with tags and a count"] = new Answer.Found([new("points to", Domain(7))], true)
        {
            Tags = [new(Domain(1), "it's \"odd\"\0\u001b", TagClass.KnownBad), new(Domain(7), "popular #1", TagClass.Info)],
            Total = 5_000_000_000,
        },
        ["tags alone"] = new Answer.Found([], false) { Tags = [new(Domain(1), "riot", TagClass.KnownGood)] },
        ["found, with a count alone"] = new Answer.Found([new("points to", Domain(7))], false) { Total = 0 },
        ["found, many"] = Found([.. Enumerable.Range(0, 5000).Select(number => Domain(number).Value)]),
        ["empty"] = Answer.Empty.Instance,
        ["throttled until"] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429", new(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero)),
        ["refused"] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403 ForbiddenError"),
        ["failed, odd text"] = new Answer.NotAnswered(NotAnsweredReason.Failed, "\0 ' \" \\ \ud83d\ude00 威"),
        ["malformed, no detail"] = new Answer.NotAnswered(NotAnsweredReason.Malformed, ""),
    };

    public static TheoryData<string> AnswerNames { get; } = [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task Answer_OfEveryKind_ReadsBackAsItWasGiven(string name)
    {
        var answer = Answers[name];
        var at = Time.GetUtcNow();

        var id = await RecordAsync(answer, AnyAge);

        await ShouldStandAsync(id, answer, at);
        await ReopenAsync();
        await ShouldStandAsync(id, answer, at);
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_WithOddValues_KeepsThemApartAndUnchanged()
    {
        string[] values = ["", " ", "a", "A", "a ", "\0", "a\0", "'", "\"", "%", "_", "威", "\ud83d\ude00", "e\u0301", "\u00e9", "a\nb", new('z', 20_000)];
        var iocs = values.Select(value => new Ioc(IocType.Domain, value)).ToArray();

        var states = await AskAsync(iocs);

        states.Select(state => state.Id).Distinct().Count().ShouldBe(values.Length);
        (await ClaimAsync()).Select(claim => claim.Ioc).ShouldBe(iocs);
        await ReopenAsync();
        (await AskAsync(iocs)).ShouldBe(states);
    }

    [Fact]
    public async Task Answer_FoundWithoutRelations_IsAnErrorAndChangesNothing()
    {
        await AskAsync(Domain(1));
        var claim = (await ClaimAsync()).Single();

        await Should.ThrowAsync<ArgumentException>(() => AnswerAsync(claim, Found()));

        (await AskOneAsync(AnyAge)).Answer.ShouldBeNull();
        (await AnswerAsync(claim, Answer.Empty.Instance)).ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_TheSameClaimTwice_IsAcceptedOnce()
    {
        await AskAsync(Domain(1));
        var claim = (await ClaimAsync()).Single();

        (await Ledger.AnswerAsync([new(claim, Found("a")), new(claim, Found("b"))], Cancellation)).ShouldBe([true, false]);
        (await AnswerAsync(claim, Found("c"))).ShouldBeFalse();

        (await ReadOneAsync(claim.Id, AnyAge)).Answer.ShouldBeAnswer(Found("a"));
    }

    [Fact]
    public async Task Answer_UnderAClaimThatChangedHands_IsRefusedAndChangesNothing()
    {
        await AskAsync(Domain(1));
        var old = (await ClaimAsync()).Single();
        await Ledger.ReleaseAsync([old], Cancellation);

        (await AnswerAsync(old, Found("late"))).ShouldBeFalse();
        var current = (await ClaimAsync()).Single();
        (await AnswerAsync(old, Found("late"))).ShouldBeFalse();

        (await ReadOneAsync(old.Id, AnyAge)).Answer.ShouldBeNull();
        (await AnswerAsync(current, Found("right"))).ShouldBeTrue();
        (await ReadOneAsync(old.Id, AnyAge)).Answer.ShouldBeAnswer(Found("right"));
    }

    [Fact]
    public async Task Answer_UnderAClaimOfADeadProcess_IsRefused()
    {
        await AskAsync(Domain(1));
        var old = (await ClaimAsync()).Single();

        await ReopenAsync();

        (await AnswerAsync(old, Found("late"))).ShouldBeFalse();
        var current = (await ClaimAsync()).Single();
        (await AnswerAsync(old, Found("late"))).ShouldBeFalse();
        (await AnswerAsync(current, Found("right"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_AClaimThatWasNeverMade_IsRefused()
    {
        var id = (await AskAsync(Domain(1))).Single().Id;

        (await AnswerAsync(new(id, First, Domain(1), new(1)), Found("x"))).ShouldBeFalse();
        (await AnswerAsync(new(new(4711), First, Domain(1), new(1)), Found("x"))).ShouldBeFalse();

        (await ReadOneAsync(id, AnyAge)).Answer.ShouldBeNull();
        (await ClaimAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answer_GoodAndStaleInOneBatch_TellsThemApartInTheOrderGiven()
    {
        await AskAsync(Domain(1), Domain(2), Domain(3));
        var claims = await ClaimAsync();
        await Ledger.ReleaseAsync([claims[1]], Cancellation);

        var accepted = await Ledger.AnswerAsync([.. claims.Reverse().Select(claim => new AnswerToClaim(claim, Answer.Empty.Instance))], Cancellation);

        accepted.ShouldBe([true, false, true]);
        (await ClaimAsync()).Single().Ioc.ShouldBe(Domain(2));
    }

    [Fact]
    public async Task Release_OfAStaleClaim_IsPassedOver()
    {
        await AskAsync(Domain(1), Domain(2));
        var claims = await ClaimAsync();
        await AnswerAsync(claims[0], Answer.Empty.Instance);
        await Ledger.ReleaseAsync([claims[1], claims[1]], Cancellation);
        var current = (await ClaimAsync()).Single();

        await Ledger.ReleaseAsync(claims, Cancellation);

        (await ClaimAsync()).ShouldBeEmpty();
        (await AnswerAsync(current, Answer.Empty.Instance)).ShouldBeTrue();
    }

    [Fact]
    public async Task Answer_ByManyAtOnce_IsKeptForEach()
    {
        const int Queries = 500;
        await AskAsync([.. Enumerable.Range(0, Queries).Select(Domain)]);
        var claims = await ClaimAsync();

        var accepted = await Task.WhenAll(claims.Select(claim => Task.Run(() => AnswerAsync(claim, Found(claim.Ioc.Value)), Cancellation)));

        accepted.ShouldAllBe(one => one);
        (await AskAsync([.. Enumerable.Range(0, Queries).Select(Domain)]))
            .Select(state => ((Answer.Found)state.Answer!).Relations.Single().Target)
            .ShouldBe(Enumerable.Range(0, Queries).Select(Domain));
    }

    private async Task ShouldStandAsync(QueryId id, Answer answer, DateTimeOffset at)
    {
        foreach (var state in new[] { await ReadOneAsync(id, AnyAge), await AskOneAsync(AnyAge) })
        {
            state.Id.ShouldBe(id);
            state.AnsweredAt.ShouldBe(at);
            state.Answer.ShouldBeAnswer(answer);
        }
    }
}
