namespace IocExplorer.Coordinator.Supervising;

/// <summary>What a supervisor needs of a hunt beside its events, and where it says how the hunt stands.</summary>
/// <remarks>
/// The events are the truth; what is said here is for those who list hunts and read results. Every call may be made again with the same. A crash
/// between an event and the call that follows it leaves the listing behind: the supervisor says it again when it has recovered. Calls throw
/// <c>LedgerException</c> when the store cannot serve for now.
/// </remarks>
internal interface IHuntStore
{
    /// <summary>What the hunt goes by.</summary>
    /// <returns>Null when there is no such hunt.</returns>
    Task<RunnableHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation);

    /// <summary>Seeds from a number on, in their order; at most so many.</summary>
    Task<IReadOnlyList<SeedOfHunt>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation);

    /// <summary>How the hunt stands.</summary>
    Task UpdateAsync(HuntStatus standing, CancellationToken cancellation);

    /// <summary>These trees are explored again: failures up to now are not accepted any more, and results from before are refused from now on.</summary>
    Task RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation);

    /// <summary>A tree that crashed again and again has no result.</summary>
    Task GiveUpAsync(TreeId tree, HuntPlan plan, string problem, CancellationToken cancellation);

    /// <summary>Removes the hunt with its results.</summary>
    Task DeleteAsync(HuntId hunt, CancellationToken cancellation);
}
