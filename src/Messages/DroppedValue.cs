namespace IocExplorer.Messages;

/// <summary>A value of an answer that is no IOC of the type that its relation yields, and was left out.</summary>
/// <param name="Text">As the source sent it, on one line, cut where it is long.</param>
/// <param name="Relation">The label under which it would have stood.</param>
/// <param name="Reason">A clause after "it": <c>is no domain name</c>.</param>
public readonly record struct DroppedValue(string Text, string Relation, string Reason)
{
    /// <summary>So many are kept of an answer.</summary>
    public const int MostOfAnswer = 10;

    /// <summary>UTF-16 units of <see cref="Text"/>.</summary>
    public const int LongestText = 100;
}
