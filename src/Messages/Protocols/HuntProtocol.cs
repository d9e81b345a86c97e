namespace IocExplorer.Messages.Protocols;

/// <summary>Commands to a <c>HuntSupervisor</c>, its replies, and its persisted events.</summary>
public static class HuntProtocol
{
    /// <summary>Told to a supervisor.</summary>
    public interface ICommand : IWithHunt, IRemoteMessage;

    /// <summary>
    /// What has happened to a hunt, as it stands in the journal. Old as the oldest hunt: a change of form is a new manifest, and the old one is still read.
    /// </summary>
    public interface IEvent : IRemoteMessage;

    /// <summary>
    /// Answered to <see cref="Pause"/>, <see cref="Resume"/>, <see cref="Cancel"/>, <see cref="Retry"/>, <see cref="Delete"/> and <see cref="Wake"/>.
    /// </summary>
    public interface IReply : IRemoteMessage;

    // Commands

    /// <summary>Begin, or go on: after its submission, after a restart of everything, and every now and then. Idempotent.</summary>
    public sealed record Wake(HuntId Hunt) : ICommand;

    public sealed record Pause(HuntId Hunt) : ICommand;

    public sealed record Resume(HuntId Hunt) : ICommand;

    public sealed record Cancel(HuntId Hunt) : ICommand;

    /// <summary>Explores again the trees of a hunt that is over which lack something.</summary>
    public sealed record Retry(HuntId Hunt) : ICommand;

    public sealed record Delete(HuntId Hunt) : ICommand;

    /// <summary>
    /// A tree was explored and its result is recorded, or it was given up. Sent again until it is acknowledged with <see cref="ExplorationProtocol.Stop"/>.
    /// </summary>
    /// <param name="Hunt">Whose tree.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Round">Since when failures counted for it, as its plan said: an end from before a retry is distinguished
    /// from one after it. Null: not known.</param>
    public sealed record TreeEnded(HuntId Hunt, TreeOutcome Outcome, DateTimeOffset? Round = null) : ICommand;

    /// <summary>The coordinator of a tree has crashed and starts again from the ledger.</summary>
    public sealed record TreeCrashed(HuntId Hunt, int Number, string Problem) : ICommand;

    // Replies

    /// <summary>It is done and durable.</summary>
    public sealed record Done(HuntId Hunt) : IReply;

    /// <summary>The hunt is in no state that allows it, or is not known: nothing was changed.</summary>
    public sealed record Refused(HuntId Hunt) : IReply;

    // Events

    /// <summary>The hunt exists, with so many trees; its seeds stand in their table.</summary>
    public sealed record Submitted(int Trees) : IEvent;

    /// <summary>These trees are over. Grouped: many in one write.</summary>
    public sealed record TreesEnded(IReadOnlyList<TreeOutcome> Outcomes) : IEvent;

    public sealed record Paused : IEvent;

    public sealed record Resumed : IEvent;

    public sealed record Cancelled : IEvent;

    /// <summary>These trees are explored once more.</summary>
    public sealed record Retried(IReadOnlyList<int> Trees) : IEvent;

    public sealed record Deleted : IEvent;

    /// <summary>A snapshot: the state after the events before it.</summary>
    /// <param name="Trees">How many there are; 0 before <see cref="Submitted"/>.</param>
    /// <param name="State">0 new, 1 running, 2 paused, 3 cancelled, 4 finished, 5 deleted.</param>
    /// <param name="Ends">One letter a tree, by number: <c>.</c> open, <c>c</c> complete, <c>m</c> with missing, <c>g</c> given up.</param>
    /// <param name="Nodes">Of each tree, by number; 0 for one that is open.</param>
    /// <param name="IsJustRetried">The last change to be stored was a retry, which the store may not have yet.</param>
    public sealed record Snapshot(int Trees, int State, string Ends, IReadOnlyList<int> Nodes, bool IsJustRetried) : IRemoteMessage;

    /// <summary>How a tree ended.</summary>
    /// <param name="Number">Which.</param>
    /// <param name="End">How.</param>
    /// <param name="Nodes">Nodes of the tree; 0 when it was given up.</param>
    public readonly record struct TreeOutcome(int Number, TreeEndKind End, int Nodes);

    public enum TreeEndKind
    {
        Complete = 1,
        WithMissing = 2,

        /// <summary>It crashed again and again, or its result could not be written.</summary>
        GivenUp = 3,
    }
}
