using IocExplorer.Analysis.Output;

namespace IocExplorer.Analysis.Paths;

/// <summary>Reasons in one line each.</summary>
internal static class AbsenceText
{
    public static string Of(AbsenceReason reason)
    {
        var about = PathText.Value(reason.About.Ioc);
        var text = reason switch
        {
            AbsenceReason.NeverNamed { Source: { } source } never => $"never named: {source} {never.Operation} about {about} did not name it{At(never.At)}",
            AbsenceReason.NeverNamed never => $"never named: none of the {never.Answers:N0} answers of the tree names it",
            AbsenceReason.Dropped dropped => $"dropped: {dropped.Source} {dropped.Operation} about {about} named '{dropped.Text}'"
                + $" as {dropped.Relation}, and it {dropped.Why}",
            AbsenceReason.NotSeenSince { Named: { } named } old =>
                $"{NotSeen(old.Since)}: {old.Source} {old.Operation} about {about} named {PathText.Value(named)} as {old.Relation}"
                + $"{(old.LastSeen is { } seen ? $", last seen {seen.UtcDateTime:yyyy-MM-dd}" : "")}",
            AbsenceReason.NotSeenSince some =>
                $"{NotSeen(some.Since)}: {some.LeftOut:N0} of the relations that {some.Source} {some.Operation} gives {about} are not shown",
            AbsenceReason.Parked parked => $"parked: {about} was left alone as noise{Because(parked.Why)}",
            AbsenceReason.BeyondDepth beyond => $"beyond the depth: {about} stands at level {beyond.Depth}, the last one, and was not asked about",
            AbsenceReason.CutByLimit cut => $"cut by a limit: {cut.Source} {cut.Operation} had more to say of {about} than the limit let through",
            AbsenceReason.NotSent sent => $"not sent: {Sender(sent.Source, sent.Operation)} did not receive {about}{Because(sent.Why)}",
            AbsenceReason.NotCleared cleared => $"not cleared: {cleared.Source} {cleared.Operation} was not asked about {about}{Because(cleared.Why)}",
            AbsenceReason.SourceOff { Source: { } off } operation => $"source off: {off} {operation.Operation} was not part of the hunt for {about}",
            AbsenceReason.SourceOff none => $"source off: no operation of the hunt asks about {about}{Because(none.Why)}",
            AbsenceReason.NotAnswered answer => $"not answered: {answer.Source} {answer.Operation} about {about}{Because(answer.Why)}",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
        };
        var known = reason.KnownFrom is { } path ? $" (known from the tree of {PathText.Value(path.Seed)}{OfHunt(reason.KnownFromHunt)})"
            : reason is AbsenceReason.Dropped or AbsenceReason.NeverNamed or AbsenceReason.NotSeenSince { Named: not null } ? ""
            : $"{Likewise(reason.Likewise)} (possibly: no other tree tells where it would stand)";
        return SafeText.Of(text + known);
    }

    private static string OfHunt(long? hunt) => hunt is { } id ? $" of hunt {id}" : "";

    private static string Likewise(int more) => more switch { 0 => "", 1 => "; likewise 1 more IOC", _ => $"; likewise {more:N0} more IOCs" };

    private static string NotSeen(DateTimeOffset? since) => since is { } time ? $"not seen since {time.UtcDateTime:yyyy-MM-dd}" : "not seen lately";

    private static string Sender(string? source, string? operation) => source is null ? "external sources" : $"{source} {operation}";

    private static string Because(string? why) => why is null ? "" : $": {why}";

    private static string At(DateTimeOffset? at) => at is { } asked ? $", asked {asked.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "";
}
