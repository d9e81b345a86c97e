using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>A query that a worker has in hand, from its grant until it is recorded or handed back.</summary>
internal sealed class WorkInHand(SourceWorkerProtocol.WorkItem item, KeyInUse key)
{
    public SourceWorkerProtocol.WorkItem Item => item;

    public KeyInUse Key => key;

    /// <summary>Whether it has one of the slots of its key: it is asked, or its answer is not durable yet.</summary>
    public bool HasSlot { get; set; }
}
