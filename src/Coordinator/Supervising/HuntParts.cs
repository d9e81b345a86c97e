using Akka.Actor;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>What the hunt of a run works with.</summary>
public sealed record HuntParts
{
    /// <summary>Open; stays the caller's.</summary>
    public required ILedger Ledger { get; init; }

    /// <summary>Keeps the hunt and its trees.</summary>
    public required IHuntRecorder Hunts { get; init; }

    /// <summary>The throttles of all sources, found by the name of the source.</summary>
    public required IActorRef Throttles { get; init; }

    /// <summary>All that is asked, in tree order.</summary>
    public required IReadOnlyList<NumberedOperation> Operations { get; init; }

    /// <summary>Lines for the user; called on any thread, must not wait.</summary>
    public required Action<Notice> Notices { get; init; }

    /// <summary>The clock; local time names the files.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>For jitter.</summary>
    public required Random Random { get; init; }

    /// <summary>The plugin ids of the hunts' journal and snapshots; empty for the default ones.</summary>
    public string HuntJournal { get; init; } = "";

    public string HuntSnapshots { get; init; } = "";
}
