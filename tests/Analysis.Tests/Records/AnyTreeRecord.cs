using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Records;

/// <summary>Tree records of every form, with hostile texts in every field.</summary>
internal static class AnyTreeRecord
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Elements("", "QAX: Whois email to domain", "VirusTotal", "a\u0000b", "\ud83d\udca9", "\ud83d", "x\udca9y", "\udca9\ud83d", "=cmd|' /C calc'!A0"),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static readonly Gen<string?> s_textOrNull = Gen.OneOf(s_text.Select(text => (string?)text), Gen.Constant<string?>(null));

    private static readonly Gen<Ioc> s_ioc = Gen.OneOf(
        Gen.Elements(
            new Ioc(IocType.IpAddress, "192.0.2.1"), new(IocType.IpAddress, "192.0.2.01"), new(IocType.IpAddress, "1.2.3"), new(IocType.IpAddress, "256.0.2.1"),
            new(IocType.IpAddress, "2001:db8::1"),
            new(IocType.File, "46173adc26721fb54f6e1a1091a892d4"), new(IocType.File, "ABCD"), new(IocType.File, "abc"), new(IocType.File, new string('a', 66)),
            new(IocType.File, ""),
            new(IocType.Domain, "192.0.2.1"), new(IocType.Email, "me@evil.example"), new(IocType.Url, "https://evil.example/\u00e4")),
        from type in Gen.Elements(Enum.GetValues<IocType>()) from value in s_text select new Ioc(type, value),
        Gen.Choose(0, 30).Select(number => new Ioc(IocType.Domain, $"d{number}.example")));

    private static readonly Gen<Seen> s_seen = Gen.Elements(default(Seen), new(0, 5), new(5, 0), new(1_700_000_000, 1_600_000_000),
        new(uint.MaxValue, uint.MaxValue));

    private static readonly Gen<DateTimeOffset?> s_at = Gen.Elements<DateTimeOffset?>(
        null, DateTimeOffset.UnixEpoch, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(3)));

    private static readonly Gen<Tag> s_tag =
        from name in s_text
        from tagClass in Gen.Elements(Enum.GetValues<TagClass>())
        from who in s_text
        from version in s_textOrNull
        select new Tag(name, tagClass, who, version);

    public static Arbitrary<TreeRecord> Tree { get; } = (
        from number in Gen.Choose(1, 100_000)
        from size in Gen.Choose(1, 60)
        from answerCount in Gen.Choose(0, 40)
        from answers in AnswerOf(size).ArrayOf(answerCount)
        from nodes in Gen.CollectToArray(Enumerable.Range(0, size).Select(at => NodeAt(at, answerCount)))
        from sharing in Gen.Elements([null, .. Enum.GetValues<SharingLevel>().Select(level => (SharingLevel?)level)])
        select new TreeRecord(number, nodes, answers) { Sharing = sharing }).ToArbitrary();

    /// <summary>All that a record says, to compare two.</summary>
    public static string Describe(TreeRecord tree) => string.Join('\n', [
        $"{tree.Number}|{tree.Sharing}",
        .. tree.Nodes.Select(n => $"{n.Ioc.Type}|{n.Ioc.Value}|{n.Parent}|{Shown(n.Relation)}|{n.Answer}|{n.Expansion}|"
            + $"{n.Seen.FirstSeconds}|{n.Seen.LastSeconds}|{Shown(n.Reason)}|"
            + string.Concat((n.Tags ?? []).Select(t => $"[{t.Name}|{t.Class}|{t.By}|{Shown(t.Version)}]"))),
        .. tree.Answers.Select(a => $"{a.Node}|{a.Source}|{a.Operation}|{a.Outcome}|{a.At?.UtcTicks}|{Shown(a.Detail)}|{a.IsCut}|"
            + string.Concat(a.Dropped.Select(d => $"[{d.Text}|{d.Relation}|{d.Reason}]"))
            + string.Concat(a.TooOld.Select(r => $"[{r.Target.Type}|{r.Target.Value}|{r.Label}|{r.Seen.FirstSeconds}|{r.Seen.LastSeconds}]"))),
    ]);

    private static string Shown(string? text) => text is null ? "null" : $"'{text}'";

    private static Gen<TreeRecordNode> NodeAt(int at, int answers) =>
        from ioc in s_ioc
        from parent in at == 0 ? Gen.Constant(-1) : Gen.Choose(0, at - 1)
        from relation in s_textOrNull
        from answer in Gen.Choose(-1, answers - 1)
        from expansion in Gen.Elements(Enum.GetValues<NodeExpansion>())
        from seen in s_seen
        from reason in s_textOrNull
        from tags in Gen.OneOf(Gen.Constant<Tag[]?>(null), s_tag.ArrayOf(2).Select(tags => (Tag[]?)tags))
        select new TreeRecordNode(ioc, parent, relation, answer, expansion) { Seen = seen, Reason = reason, Tags = tags };

    private static Gen<TreeRecordAnswer> AnswerOf(int nodes) =>
        from node in Gen.Choose(0, nodes - 1)
        from source in s_text
        from operation in s_text
        from outcome in Gen.Elements(Enum.GetValues<RecordedOutcome>())
        from at in s_at
        from detail in s_textOrNull
        from isCut in Gen.Elements(true, false)
        from dropped in Gen.OneOf(
            Gen.Constant<DroppedValue[]>([]),
            (from text in s_text from relation in s_text from reason in s_text select new DroppedValue(text, relation, reason)).ArrayOf(2))
        from old in Gen.OneOf(
            Gen.Constant<Relation[]>([]),
            (from label in s_text from target in s_ioc from seen in s_seen select new Relation(label, target) { Seen = seen }).ArrayOf(3))
        select new TreeRecordAnswer(node, source, operation, outcome, at) { Detail = detail, IsCut = isCut, Dropped = dropped, TooOld = old };
}
