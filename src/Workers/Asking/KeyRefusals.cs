using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// What a key may not ask, as this node knows it: a refusal holds from the moment it is met; what the throttle says afterwards counts. Guarded
/// by the gate's lock.
/// </summary>
internal sealed class KeyRefusals
{
    private readonly HashSet<OperationId> _operations = [];

    // Reported, until the throttle says how the key stands: a report may be lost, and would then be found out by nobody.
    private readonly List<SourceThrottleProtocol.ICommand> _unconfirmed = [];
    private volatile bool _hasAny;

    /// <summary>Any thread.</summary>
    public bool HasAny => _hasAny;

    /// <summary>Why the key is out; null while it is in use.</summary>
    public Answer.NotAnswered? Out { get; private set; }

    /// <summary>What is to be reported once more.</summary>
    public IReadOnlyList<SourceThrottleProtocol.ICommand> Unconfirmed => [.. _unconfirmed.Distinct()];

    /// <summary>Why the key does not ask this; null when it does.</summary>
    public Answer.NotAnswered? Of(OperationId operation) =>
        Out ?? (_operations.Contains(operation) ? new(NotAnsweredReason.Refused, "the key may not ask this") : null);

    public void Meet(SourceThrottleProtocol.KeyRefused refused)
    {
        (Out, _hasAny) = (new(NotAnsweredReason.Refused, refused.Detail), true);
        _unconfirmed.Add(refused);
    }

    public void Meet(SourceThrottleProtocol.OperationRefused refused)
    {
        _operations.Add(refused.Operation);
        _hasAny = true;
        _unconfirmed.Add(refused);
    }

    /// <summary>How the key stands in the whole cluster.</summary>
    /// <returns>True when it was out and is in use again.</returns>
    public bool Handle(SourceWorkerProtocol.KeyNews news)
    {
        _unconfirmed.Clear();
        _operations.Clear();
        _operations.UnionWith(news.RefusedOperations);
        var isBack = Out is not null && news.Out is null;
        (Out, _hasAny) = (news.Out, news.Out is not null || _operations.Count > 0);
        return isBack;
    }
}
