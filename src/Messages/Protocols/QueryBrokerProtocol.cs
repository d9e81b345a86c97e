namespace IocExplorer.Messages.Protocols;

/// <summary>What a <c>QueryBroker</c> is told from outside its node. There is one on each coordinator node: it knows which tree waits for which query.</summary>
public static class QueryBrokerProtocol
{
    /// <summary>These are recorded. Told by the writer of the node that asked, to each broker that is named in the work, and by the throttle to those who joined late.</summary>
    public sealed record Answered(IReadOnlyList<AnsweredQuery> Queries) : IRemoteMessage;

    /// <summary>A query that is through.</summary>
    /// <param name="Query">Which.</param>
    /// <param name="Answer">Null: look it up; it is too large to be sent, or was not at hand.</param>
    public readonly record struct AnsweredQuery(Query Query, RecordedAnswer? Answer);
}
