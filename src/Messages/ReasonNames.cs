namespace IocExplorer.Messages;

/// <summary>The written names of the reasons for which a query is not answered, as trees and summaries show them.</summary>
public static class ReasonNames
{
    public static string Name(this NotAnsweredReason reason) => reason switch
    {
        NotAnsweredReason.Throttled => "throttled",
        NotAnsweredReason.Refused => "refused",
        NotAnsweredReason.Failed => "failed",
        NotAnsweredReason.Malformed => "malformed",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };
}
