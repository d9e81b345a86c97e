namespace IocExplorer.Messages.Protocols;

/// <summary>Messages to a <c>QueryBroker</c> from other nodes. There is one on each coordinator node: it keeps which tree waits for which query.</summary>
public static class QueryBrokerProtocol
{
    /// <summary>
    /// These are recorded. Sent by the writer of the node that asked, to each broker that is named in the work, and by the throttle to those that joined later.
    /// </summary>
    public sealed record Answered(IReadOnlyList<AnsweredQuery> Queries) : IRemoteMessage;

    /// <summary>A query that is through.</summary>
    /// <param name="Query">Which.</param>
    /// <param name="Answer">Null: look it up; it is too large to be sent, or was not available.</param>
    public readonly record struct AnsweredQuery(Query Query, RecordedAnswer? Answer);
}
