namespace IocExplorer.Coordinator.Supervising;

/// <summary>How a hunt is supervised.</summary>
internal sealed record HuntSupervisorOptions
{
    /// <summary>Trees explored at a time. Few leave sources idle while each tree waits for its last answers; many take memory. Default 64.</summary>
    public int ActiveTrees { get; init; } = 64;

    /// <summary>How often each active tree is sent again: one whose node ended starts elsewhere, a running one ignores it. Default 5 s.</summary>
    public TimeSpan TellAgainEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two tries of a call to the store. Default 1 s.</summary>
    public TimeSpan StorePause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a supervisor stays that has nothing to do. Default 5 s. What it is told between its wish to leave and its leave is begun here and goes on in
    /// another incarnation, which for a retry is one more round.
    /// </summary>
    public TimeSpan LeaveAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Events between two snapshots. Default 200: many, because one event may hold hundreds of trees.</summary>
    public int SnapshotEvery { get; init; } = 200;

    /// <summary>The journal's plugin id; empty for the default one.</summary>
    public string Journal { get; init; } = "";

    /// <summary>The snapshot store's plugin id; empty for the default one.</summary>
    public string Snapshots { get; init; } = "";

    /// <summary>The advice shown for a tree that was given up: a sentence.</summary>
    public string Advice { get; init; } = "Retry the hunt; what was answered is kept.";

    /// <summary>Told of running supervisors; null: nobody is.</summary>
    public SupervisedHunts? Board { get; init; }

    /// <summary>Measures how long a recovery takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Lines for the user; called on any thread, must not wait.</summary>
    public Action<Notice> Notify { get; init; } = _ => { };
}
