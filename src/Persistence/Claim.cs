using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>A query in the hands of one worker.</summary>
/// <param name="Epoch">Goes with the answer; see the promise "fenced".</param>
public readonly record struct Claim(QueryId Id, OperationId Operation, Ioc Ioc, Epoch Epoch)
{
    /// <summary>The hunt in whose line it stood; others may wait for it as well. For logs.</summary>
    public HuntId Hunt { get; init; }
}
