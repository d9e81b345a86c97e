using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>How a node's workers run.</summary>
public sealed record SourceWorkersOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// How often a worker pulls in any case, with all that it has in hand. Default 1 s. Longer: what is lost on the way is found later.
    /// </summary>
    public TimeSpan PullInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two tries of a call to a ledger that is away; doubles up to 5 s for the writer. Default 500 ms.</summary>
    public TimeSpan LedgerPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a worker or the writer rests after a crash. Default 1 s.</summary>
    public TimeSpan RestartPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Bytes of answers in one message to a broker, as estimated. Default 64 KiB: half of what remoting carries in one frame.
    /// </summary>
    public int BatchBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// Set in a service: after so long what is out is tried again. Here for what users are told; the throttle and the sources go by their
    /// own.
    /// </summary>
    public TimeSpan? RecoverAfter { get; init; }

    /// <summary>
    /// Asked before each permit and, in a service, at the first byte of each request. False, and it stays so, when other nodes may have taken
    /// this one's work over: queries are then handed back. Default: always.
    /// </summary>
    public Func<bool> MaySend { get; init; } = static () => true;

    /// <summary>Takes lines for the user; called from any thread, must not block.</summary>
    public Action<Notice> Notify { get; init; } = _ => { };

    /// <summary>
    /// Told what became of each query that was begun, before it is recorded; null when it is handed back. For logs and metrics; must not
    /// block.
    /// </summary>
    public Action<SourceWorkerProtocol.WorkItem, Operation, Answer?>? Answered { get; init; }

    /// <summary>Called at every crash: who, what, and whether it is given up. For logs.</summary>
    public Action<string, Exception, bool>? Crashed { get; init; }
}
