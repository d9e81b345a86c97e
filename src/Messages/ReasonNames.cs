namespace IocExplorer.Messages;

/// <summary>The written names of the reasons for which a query is not answered, as trees and summaries show them.</summary>
public static class ReasonNames
{
    private static readonly string[] s_names = ["throttled", "refused", "failed", "malformed"];

    public static string Name(this NotAnsweredReason reason) => reason is >= NotAnsweredReason.Throttled and <= NotAnsweredReason.Malformed
        ? s_names[(int)reason - 1]
        : throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason.");
}
