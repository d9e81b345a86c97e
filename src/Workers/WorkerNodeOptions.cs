namespace IocExplorer.Workers;

/// <summary>How a node's workers run.</summary>
public sealed record WorkerNodeOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often work is looked for when the ledger does not tell of all of it. Default 1 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Answers that may wait to be recorded before workers have to wait as well. Default 4096.</summary>
    public int AnswerBacklog { get; init; } = 4096;

    /// <summary>Told of every crash: who, what, and whether it is given up. For logs.</summary>
    public Action<string, Exception, bool>? Crashed { get; init; }
}
