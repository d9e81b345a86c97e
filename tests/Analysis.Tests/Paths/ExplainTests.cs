using System.Text.Json;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Paths;

public sealed class ExplainTests
{
    private const string Wanted = "203.0.113.1";

    // Another tree of the hunt has it, two levels below its seed.
    private static readonly TreeRecord s_other = new TreeBuilder(2, "other.example").Answer("other.example").Node("other.example", "middle.example")
        .Answer("middle.example").Node("middle.example", Wanted).Build();

    private static readonly DateTimeOffset s_since = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Reasons => new()
    {
        { "dropped", "dropped: Src op about seed.example named '203.0.113.1' as Src: name, and it is no domain name" },
        { "too-old", "not seen since 2026-01-02: Src op about seed.example named 203.0.113.1 as Src: name, last seen 2025-12-31" },
        {
            "below-too-old",
            "not seen since 2026-01-02: Src op about seed.example named middle.example as Src: name, last seen 2025-12-31 "
            + "(known from the tree of other.example)"
        },
        { "parked", "parked: middle.example was left alone as noise: is tagged CDN (known from the tree of other.example)" },
        { "beyond-depth", "beyond the depth: middle.example stands at level 1, the last one, and was not asked about (known from the tree of other.example)" },
        { "cut", "cut by a limit: Src op had more to say of middle.example than the limit let through (known from the tree of other.example)" },
        { "not-sent", "not sent: Src op did not receive middle.example: is the user's own (known from the tree of other.example)" },
        { "internal", "not sent: external sources did not receive middle.example: is an internal name (known from the tree of other.example)" },
        { "not-cleared", "not cleared: Src op was not asked about middle.example: TLP:RED (known from the tree of other.example)" },
        { "source-off", "source off: Src op was not part of the hunt for middle.example (known from the tree of other.example)" },
        { "shown-only", "source off: no operation of the hunt asks about middle.example: a URL is shown only (known from the tree of other.example)" },
        { "not-answered", "not answered: Src op about middle.example: is throttled (known from the tree of other.example)" },
        { "never-named", "never named: Src op about middle.example did not name it, asked 2026-03-04 05:06 UTC (known from the tree of other.example)" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Explain_GivesTheReason_WithItsEvidence(string reason, string text)
    {
        var explanation = await ExplainAsync(TreeOf(reason), s_other);

        FirstLine(explanation).ShouldBe(text);
    }

    [Fact]
    public async Task Explain_OfWhatNoTreeKnows_IsThatNoAnswerNamedIt()
    {
        var explanation = await ExplainAsync(Seed().Answer("seed.example").Node("seed.example", "middle.example", NodeExpansion.DepthLimit).Build());

        explanation.Reasons[0].ShouldBeOfType<AbsenceReason.NeverNamed>();
        explanation.Reasons[1].ShouldBeOfType<AbsenceReason.BeyondDepth>().KnownFrom.ShouldBeNull();
        FirstLine(explanation).ShouldBe("never named: none of the 1 answers of the tree names it");
    }

    [Theory]
    [InlineData(NodeExpansion.Parked, typeof(AbsenceReason.Parked))]
    [InlineData(NodeExpansion.Internal, typeof(AbsenceReason.NotSent))]
    [InlineData(NodeExpansion.ShownOnly, typeof(AbsenceReason.SourceOff))]
    [InlineData(NodeExpansion.NoOperation, typeof(AbsenceReason.SourceOff))]
    [InlineData(NodeExpansion.DepthLimit, typeof(AbsenceReason.BeyondDepth))]
    public async Task Explain_OfWhatNoTreeKnows_NamesWhatWasNotAskedAbout(NodeExpansion expansion, Type reason)
    {
        var explanation = await ExplainAsync(Seed().Answer("seed.example").Node("seed.example", "middle.example", expansion).Build());

        explanation.Reasons.Select(r => r.GetType()).ShouldBe([typeof(AbsenceReason.NeverNamed), reason]);
        explanation.Reasons[1].About.Ioc.Value.ShouldBe("middle.example");
    }

    [Fact]
    public async Task Explain_OfWhatNoTreeKnows_CountsThePlacesThatAreAlike()
    {
        var tree = Seed().Answer("seed.example", RecordedOutcome.NotAnswered, "HTTP 503").Answer("seed.example", operation: "sub")
            .Node("seed.example", "middle.example", NodeExpansion.Parked).Node("seed.example", "other.example", NodeExpansion.Parked)
            .Node("seed.example", "third.example").Answer("third.example", RecordedOutcome.NotAnswered, "HTTP 503")
            .Node("seed.example", "last.example", NodeExpansion.Parked).Build();

        var explanation = await ExplainAsync(tree);

        explanation.Reasons.Select(AbsenceText.Of).ShouldBe(
        [
            "not answered: Src op about seed.example: HTTP 503; likewise 1 more IOC (possibly: no other tree tells where it would stand)",
            "never named: none of the 3 answers of the tree names it",
            "parked: middle.example was left alone as noise; likewise 2 more IOCs (possibly: no other tree tells where it would stand)",
        ]);
    }

    [Theory]
    [InlineData(RecordedOutcome.NotAnswered, false, "not answered: Src op about seed.example: why (possibly: no other tree tells where it would stand)")]
    [InlineData(RecordedOutcome.NotSent, false, "not sent: Src op did not receive seed.example: why (possibly: no other tree tells where it would stand)")]
    [InlineData(RecordedOutcome.NotCleared, false,
        "not cleared: Src op was not asked about seed.example: why (possibly: no other tree tells where it would stand)")]
    [InlineData(RecordedOutcome.Found, true,
        "cut by a limit: Src op had more to say of seed.example than the limit let through (possibly: no other tree tells where it would stand)")]
    public async Task Explain_OfWhatNoTreeKnows_NamesFirstWhatWasNotHeardInFull(RecordedOutcome outcome, bool isCut, string text)
    {
        var explanation = await ExplainAsync(Seed().Answer("seed.example", outcome, "why", isCut).Build());

        FirstLine(explanation).ShouldBe(text);
    }

    [Fact]
    public async Task Explain_OfWhatNoTreeKnows_NamesTheAnswersOfWhichTheHuntShowsAPart()
    {
        var explanation = await ExplainAsync(
            Seed().Answer("seed.example").TooOld("old.example", s_since.AddDays(-2)).TooOld("older.example", s_since.AddDays(-3)).Build());

        FirstLine(explanation).ShouldBe(
            "not seen since 2026-01-02: 2 of the relations that Src op gives seed.example are not shown (possibly: no other tree tells where it would stand)");
    }

    [Fact]
    public async Task Explain_GoesUpTheOtherTreesWay_UntilItMeetsThisTree()
    {
        var other = new TreeBuilder(2, "other.example").Answer("other.example").Node("other.example", "seed.example").Answer("seed.example", operation: "sub")
            .Node("seed.example", "unknown.example").Answer("unknown.example").Node("unknown.example", Wanted).Build();

        var explanation = await ExplainAsync(Seed().Answer("seed.example", RecordedOutcome.NotAnswered, "HTTP 503", operation: "sub").Build(), other);

        var reason = explanation.Reasons.ShouldHaveSingleItem().ShouldBeOfType<AbsenceReason.NotAnswered>();
        (reason.Operation, reason.Why, reason.KnownFrom!.Distance).ShouldBe(("sub", "HTTP 503", 3));
    }

    [Fact]
    public async Task Explain_OfWhatNoTreeOfTheHuntHas_LearnsFromOtherHunts()
    {
        var explanation = await ExplainAsync(new MemoryHunts([TreeOf("parked")], [s_other]));

        FirstLine(explanation).ShouldBe("parked: middle.example was left alone as noise: is tagged CDN (known from the tree of other.example of hunt 2)");
        explanation.Reasons.ShouldHaveSingleItem().KnownFromHunt.ShouldBe(2);
    }

    [Fact]
    public async Task Explain_OfWhatTheHuntHas_AsksNoOtherHunt()
    {
        var other = new TreeBuilder(1, "third.example").Answer("third.example").Node("third.example", "middle.example").Answer("middle.example")
            .Node("middle.example", Wanted).Build();

        var hunts = new MemoryHunts([TreeOf("parked"), s_other], [other]);

        var explanation = await ExplainAsync(hunts);

        explanation.Reasons.ShouldHaveSingleItem().KnownFromHunt.ShouldBeNull();
        hunts.TreesFound.ShouldBe(2);
    }

    [Fact]
    public async Task Explain_OfWhatAnAnswerOfTheTreeNamed_AsksNoOtherHunt()
    {
        var hunts = new MemoryHunts([TreeOf("dropped")], [s_other]);

        (await ExplainAsync(hunts)).Reasons[0].ShouldBeOfType<AbsenceReason.Dropped>();

        hunts.TreesFound.ShouldBe(1);
    }

    [Fact]
    public async Task Explain_WhenARecordOfAnotherHuntIsDamaged_GoesOnWithoutIt()
    {
        var hunts = new MemoryHunts([TreeOf("parked")], [s_other]) { DamagedHunt = 2 };

        FirstLine(await ExplainAsync(hunts)).ShouldStartWith("never named: none of the 1 answers of the tree names it");
    }

    [Fact]
    public async Task Explain_OfWhatTheTreeHas_ShowsTheWay()
    {
        var explanation = await ExplainAsync(Seed().Answer("seed.example").Node("seed.example", Wanted).Build());

        explanation.Reasons.ShouldBeEmpty();
        explanation.Path!.Distance.ShouldBe(1);
    }

    [Fact]
    public async Task Explain_OfASeedThatTheHuntDoesNotHave_IsNone()
    {
        var paths = await new MemoryHunts([s_other]).PathsAsync();

        (await paths.ExplainAsync(1, TreeBuilder.IocOf("middle.example"), TreeBuilder.IocOf(Wanted), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Write_AsJson_NamesTheReason()
    {
        using var stream = new MemoryStream();

        JsonSerializer.Serialize(stream, await ExplainAsync(TreeOf("cut"), s_other), AnalysisJson.Default.Explanation);

        using var json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        var reason = json.RootElement.GetProperty("reasons")[0];
        reason.GetProperty("reason").GetString().ShouldBe("cut-by-limit");
        reason.GetProperty("source").GetString().ShouldBe("Src");
        reason.GetProperty("about").GetProperty("ioc").GetProperty("value").GetString().ShouldBe("middle.example");
    }

    private static TreeBuilder Seed() => new(1, "seed.example");

    private static TreeRecord TreeOf(string reason)
    {
        var tree = Seed();
        TreeBuilder Middle(NodeExpansion expansion = NodeExpansion.Expanded, string? why = null) =>
            tree.Answer("seed.example").Node("seed.example", "middle.example", expansion, why);
        return (reason switch
        {
            "dropped" => tree.Answer("seed.example", dropped: new DroppedValue(Wanted, "Src: name", "is no domain name"))
                .Node("seed.example", "middle.example", NodeExpansion.Parked),
            "too-old" => tree.Answer("seed.example").TooOld(Wanted, s_since.AddDays(-2)),
            "below-too-old" => tree.Answer("seed.example").TooOld("middle.example", s_since.AddDays(-2)),
            "parked" => Middle(NodeExpansion.Parked, "is tagged CDN"),
            "beyond-depth" => Middle(NodeExpansion.DepthLimit),
            "cut" => Middle().Answer("middle.example", isCut: true),
            "not-sent" => Middle().Answer("middle.example", RecordedOutcome.NotSent, "is the user's own"),
            "internal" => Middle(NodeExpansion.Internal, "is an internal name"),
            "not-cleared" => Middle().Answer("middle.example", RecordedOutcome.NotCleared, "TLP:RED"),
            "source-off" => Middle().Answer("middle.example", source: "Else"),
            "shown-only" => Middle(NodeExpansion.ShownOnly, "a URL is shown only"),
            "not-answered" => Middle().Answer("middle.example", RecordedOutcome.NotAnswered, "is throttled"),
            _ => Middle().Answer("middle.example", RecordedOutcome.Empty),
        }).Build();
    }

    private static async Task<Explanation> ExplainAsync(params TreeRecord[] trees) =>
        await ExplainAsync(new MemoryHunts(trees) { Rules = new() { SeenSince = s_since } });

    private static async Task<Explanation> ExplainAsync(MemoryHunts hunts) => (await (await hunts.PathsAsync())
        .ExplainAsync(1, TreeBuilder.IocOf("seed.example"), TreeBuilder.IocOf(Wanted), TestContext.Current.CancellationToken))!;

    private static string FirstLine(Explanation explanation)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        PathText.Write(explanation, writer, TreeBuilder.At);
        var lines = writer.ToString().Split('\n');
        lines[0].ShouldBe("The tree of seed.example does not have 203.0.113.1.");
        return lines[1].Trim();
    }
}
