using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers;

/// <summary>How a node's workers run.</summary>
public sealed record WorkerNodeOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often work is looked for when the ledger does not tell of all of it. Default 1 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Answers that may wait to be recorded before workers have to wait as well. Default 4096.</summary>
    public int AnswerBacklog { get; init; } = 4096;

    /// <summary>Asked before a claimed query is begun: false while what this node holds may be somebody else's. Null: it never is.</summary>
    public Func<bool>? MayStart { get; init; }

    /// <summary>Told what became of each claim, before it is recorded; null when it is handed back. For logs and metrics; must not block.</summary>
    public Action<Claim, Operation, Answer?>? Answered { get; init; }

    /// <summary>Told of every crash: who, what, and whether it is given up. For logs.</summary>
    public Action<string, Exception, bool>? Crashed { get; init; }
}
