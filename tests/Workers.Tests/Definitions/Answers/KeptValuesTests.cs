using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IocExplorer.Workers.Definitions.Answers;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

/// <summary>
/// What the walk keeps of an answer against all that there is: for whoever picks from it the two are the same, whatever stands in the answer.
/// </summary>
public sealed class KeptValuesTests
{
    private const int MaxDepth = 64;
    private const int Remaining = 3;

    private static readonly string[] s_scalars =
    [
        "null", "true", "0", "7", "1566265526", "1e3", "\"\"", "\" \"", "\"a\\u0062c\"", "\"\\ud800\"", "\"192.0.2.7\"", "\"www.example.net\"",
        "\"example.com\"",
        "\"46173adc26721fb54f6e1a1091a892d4\"", "\"http://a.example.net/x\"", "\"2019-09-04T05:32:29\"", "\"a\"", "\"malicious\"", "[]", "{}",
        "[\"192.0.2.9\",[\"b.example.net\"],5]", "{\"x\":{\"y\":[1]}}",
    ];

    public static TheoryData<string> Operations => [.. Given.BuiltIn.SelectMany(s => s.Operations.Select(o => $"{s.Name}/{o.Name}"))];

    [Theory]
    [MemberData(nameof(Operations))]
    public void WhatIsPicked_OfAnyAnswer_IsTheSameAsOfAllItsValues(string name)
    {
        var operation = Given.BuiltIn.Single(s => s.Name == name.Split('/')[0]).Operations.Single(o => o.Name == name.Split('/')[1]);
        var plan = new AnswerPlan(operation, MaxDepth, []);
        if (!plan.KeepsValues)
        {
            return;
        }

        var random = new Random(name.Length);
        for (var i = 0; i < 300; i++)
        {
            var body = Encoding.UTF8.GetBytes(Make(AllPaths(operation), 0, random));
            var values = new AnswerValues(body);
            var walk = new AnswerWalk(body, plan, Remaining, Given.Asked, values);
            walk.Read();
            if (!operation.Answer.Kinds.HasFlag(KindOf(walk.ItemsKind)))
            {
                // Refused before anything is picked.
                continue;
            }

            var kept = Picked(plan, values);

            kept.ShouldBe(Picked(plan, AnswerValues.Read(body, MaxDepth)), Encoding.UTF8.GetString(body));
        }
    }

    [Theory]
    [InlineData("""{"a":1,"b":[{"c":null},[],"x\u0041"],"a":2}""", """{"a": 1, "b": [{"c": null}, [], "x\u0041"], "a": 2}""")]
    [InlineData("5", "5")]
    public void Read_OfAWholeBody_HasAllThatStandsInIt(string body, string expected) =>
        JsonText.Whole(AnswerValues.Read(Encoding.UTF8.GetBytes(body), MaxDepth).Root).ShouldBe(expected);

    [Fact]
    public void TryGetMember_OfANameThatStandsTwice_GivesTheLast_AndPassesOverWhatIsNoName()
    {
        var root = AnswerValues.Read("""{"\ud800":1,"a":2,"\u0061":3}"""u8.ToArray(), MaxDepth).Root;

        root.TryGetMember("a", out var value).ShouldBeTrue();

        JsonText.Of(value).ShouldBe("3");
    }

    private static ItemsKinds KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => ItemsKinds.Array,
        JsonTokenType.StartObject => ItemsKinds.Object,
        _ => default,
    };

    // Where the walk takes the relations itself, only their tags are picked.
    private static string Picked(AnswerPlan plan, AnswerValues values)
    {
        var picker = new AnswerPicker(plan, Given.Asked, Remaining);
        picker.TryPick(values.Root).ShouldBeTrue();
        return string.Join('\n', picker.Relations.Where(_ => plan.IsPicked).Select(r => r.ToString()).Concat(picker.Tags.Select(t => t.ToString()))
            .Append($"{(plan.IsPicked ? picker.WrongKinds : 0)} {(plan.IsPicked ? picker.Texts : 0)} {picker.ThrottledText} {picker.HasMore}"))
            + $" {FurtherPages.GoesOn(plan.Operation, values.Root, Given.Asked)} {FurtherPages.NextKey(plan.Operation, values.Root, int.MaxValue)}";
    }

    private static List<IReadOnlyList<PathStep>> AllPaths(OperationDefinition operation) =>
    [
        .. operation.Relations.SelectMany(r => r.OtherPaths.Prepend(r.Value)).Concat(operation.Tags.SelectMany(t => t.Paths))
            .Concat(operation.Paging?.While.SelectMany(w => w.Paths) ?? []).Append(operation.Answer.Items)
            .Concat(operation.Paging?.LastKey is { } key ? [key] : [])
            .Select(p => p.Steps),
    ];

    // Something along the paths, with gaps, further members, lists of every length, and now and then another kind of value.
    private static string Make(List<IReadOnlyList<PathStep>> paths, int at, Random random)
    {
        var further = paths.Where(p => p.Count > at).ToList();
        if (further.Count == 0 || (at > 0 && random.Next(12) == 0))
        {
            return s_scalars[random.Next(s_scalars.Length)];
        }

        var step = further[random.Next(further.Count)][at];
        if (step is PathStep.Each or PathStep.Index)
        {
            var items = further.Where(p => p[at] is PathStep.Each or PathStep.Index).ToList();
            return $"[{string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => Make(items, at + 1, random)))}]";
        }

        var members = further.Where(p => p[at] is PathStep.Member or PathStep.AnyMember).GroupBy(p => p[at] is PathStep.Member member ? member.Name : "any")
            .Where(_ => random.Next(8) > 0)
            .Select(g => $"{JsonValue.Create(g.Key).ToJsonString()}:{Make([.. g], at + 1, random)}")
            .Append($"\"other{random.Next(3)}\":{s_scalars[random.Next(s_scalars.Length)]}");
        return $"{{{string.Join(',', members)}}}";
    }
}
