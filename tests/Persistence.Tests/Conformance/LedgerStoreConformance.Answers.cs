using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerStoreConformance
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
        ["found, with tags that have times, and tags for hunts with tags only"] = new Answer.Found([new("points to", Domain(7))], true)
        {
            Tags =
            [
                new(Domain(1), "riot", TagClass.KnownGood), new(Domain(7), "malicious=5", TagClass.KnownBad) { AsOf = uint.MaxValue },
                new(Domain(7), "a", TagClass.Info),
                new(Domain(7), "it's \"odd\"\0]", TagClass.Info) { OnlyWithTags = true }, new(Domain(7), "malicious=0", TagClass.Info)
                {
                    OnlyWithTags = true,
                    AsOf = 1,
                },
                new(Domain(1), "said", TagClass.Info) { OnlyWithTags = true }, new(Domain(7), "again", TagClass.Info) { OnlyWithTags = true },
            ],
        },
        ["tags for hunts with tags alone"] = new Answer.Found([], false)
        {
            Tags = [new(Domain(1), "name=a", TagClass.Info) { OnlyWithTags = true }],
            Total = 3,
        },
        ["tags with a time alone"] = new Answer.Found([], false) { Tags = [new(Domain(1), "risk=1", TagClass.Info) { AsOf = 2 }] },
        ["found, with a count alone"] = new Answer.Found([new("points to", Domain(7))], false) { Total = 0 },
        ["found, many"] = Found([.. Enumerable.Range(0, 5000).Select(number => Domain(number).Value)]),
        ["empty"] = Answer.Empty.Instance,
        ["empty, with dropped values"] = Answer.Empty.Without(
            [new("no name", "names", "is no domain name"), new("\"odd\" ]\0 \ud83d\ude00", "names", "is no domain name")]),
        ["found, with dropped values behind all else"] = new Answer.Found([new("points to", Domain(7)) { Seen = new(1, 2) }], true)
        {
            Tags =
            [
                new(Domain(1), "riot", TagClass.KnownGood), new(Domain(7), "malicious=5", TagClass.KnownBad) { AsOf = 3 },
                new(Domain(7), "dropped", TagClass.Info) { OnlyWithTags = true },
            ],
            Total = 9,
            Dropped = [new("said", "dropped", "is no IP address"), new("", "", "")],
        },
        ["found, with dropped values alone"] = new Answer.Found([new("points to", Domain(7))], false)
        {
            Dropped = [new("x", "points to", "is no domain name")],
        },
        ["throttled until"] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429", new(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero)),
        ["refused"] = new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 403 ForbiddenError"),
        ["failed, odd text"] = new Answer.NotAnswered(NotAnsweredReason.Failed, "\0 ' \" \\ \ud83d\ude00 威"),
        ["malformed, no detail"] = new Answer.NotAnswered(NotAnsweredReason.Malformed, ""),
    };

    public static TheoryData<string> AnswerNames { get; } = [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task Record_AnswersOfEveryKind_ReadBackAsTheyWereGivenAlsoByALaterProcess(string name)
    {
        var answer = Answers[name];

        var at = await RecordOneAsync(answer);

        at.ShouldBe(Time.GetUtcNow());
        await ShouldStandAsync(Query(1), answer, at);
        await ReopenAsync();
        await ShouldStandAsync(Query(1), answer, at);
    }

    [Fact]
    public async Task Record_OddValues_KeepsThemApartAndUnchanged()
    {
        string[] values = ["", " ", "a", "A", "a ", "\0", "a\0", "'", "\"", "%", "_", "威", "\ud83d\ude00", "e\u0301", "\u00e9", "a\nb", new('z', 20_000)];
        var queries = values.Select(value => new Query(First, new(IocType.Domain, value))).ToArray();

        await RecordAsync([.. queries.Select((query, at) => new AnswerToRecord(query, Found($"{at}")))]);

        (await LookUpAsync(AnyAge, queries)).Select(ValueOf).ShouldBe(Enumerable.Range(0, values.Length).Select(at => $"{at}"));
        await ReopenAsync();
        (await LookUpAsync(AnyAge, queries)).Select(ValueOf).ShouldBe(Enumerable.Range(0, values.Length).Select(at => $"{at}"));
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    [InlineData("\udc00\ud800")]
    public async Task Record_HalfASurrogatePair_ComesBackAsTheReplacementCharacterAndIsOneQueryWithIt(string text)
    {
        var (half, whole) = (new Query(First, new(IocType.Domain, text)), new Query(First, new(IocType.Domain, Whole(text))));
        await RecordAsync(new AnswerToRecord(half, new Answer.Found([new(text, new(IocType.Domain, text))], false)));

        var expected = new Answer.Found([new(Whole(text), new(IocType.Domain, Whole(text)))], false);
        await ShouldStandAsync(half, expected, Time.GetUtcNow());
        await ShouldStandAsync(whole, expected, Time.GetUtcNow());
        await RecordAsync(new AnswerToRecord(whole, Failure(text)), new AnswerToRecord(half, new Answer.NotAnswered(NotAnsweredReason.Failed, text)));
        await ReopenAsync();
        await ShouldStandAsync(half, expected, Time.GetUtcNow());
        Pass(TimeSpan.FromSeconds(1));
        (await LookUpAsync(new(Time.GetUtcNow(), DateTimeOffset.UnixEpoch), half)).Single()!.Value.Answer.ShouldBe(Failure(Whole(text)));

        static string Whole(string text) => string.Concat(text.Select(c => char.IsSurrogate(c) ? '\ufffd' : c));
    }

    [Fact]
    public async Task Record_SameValueOfAnotherOperationOrType_IsAnotherQuery()
    {
        var value = Domain(1).Value;
        Query[] queries = [new(First, new(IocType.Domain, value)), new(Second, new(IocType.Domain, value)), new(First, new(IocType.Email, value))];

        await RecordAsync([.. queries.Select((query, at) => new AnswerToRecord(query, Found($"{at}")))]);

        (await LookUpAsync(AnyAge, queries)).Select(ValueOf).ShouldBe(["0", "1", "2"]);
        (await LookUpAsync(AnyAge, new Query(Second, new(IocType.Email, value)))).ShouldBe([null]);
    }
}
