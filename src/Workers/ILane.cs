using IocExplorer.Messages;

namespace IocExplorer.Workers;

/// <summary>
/// A source together with the key it is asked with: what is throttled, blocked and switched off as one. A lane without quota and trouble of
/// its own needs only <see cref="MaxConcurrency"/> and <see cref="AskAsync"/>.
/// </summary>
/// <remarks>
/// A worker works it like this, so that it never holds queries which it cannot ask:
/// <code>
///   n = ReadyAsync(slots)      waits until something may be started
///   claim at most n            except LeftToOthers
///   NotUsed(n - claimed)
///   AskAsync for each          null: hand it back to the ledger, another lane asks it
/// </code>
/// </remarks>
public interface ILane
{
    /// <summary>Queries that may be under way at once.</summary>
    int MaxConcurrency { get; }

    /// <summary>Whether starting costs permits that are counted; then queries are claimed only when they can be started at once.</summary>
    bool IsMetered => false;

    /// <summary>Operations that this lane may not ask while another lane of the source may.</summary>
    IReadOnlyList<Operation> LeftToOthers => [];

    LaneStatus Status => default;

    /// <summary>Waits until queries can be started, and says how many: 1 to <paramref name="most"/>. Each is then asked, or said to be not used.</summary>
    ValueTask<int> ReadyAsync(int most, CancellationToken cancellation) => new(most);

    /// <summary>So many of those that were ready are not asked after all.</summary>
    void NotUsed(int count)
    {
    }

    /// <summary>
    /// Asks, with all tries and pages. Expected trouble is an answer (<see cref="Answer.NotAnswered"/>), not an exception. Null when this lane
    /// cannot ask it (any more) but another one may, now or later: the query is to be handed back.
    /// </summary>
    ValueTask<Answer?> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation);

    /// <summary>Calls back when <see cref="LeftToOthers"/> or the lane's part in the source has changed.</summary>
    void WhenChanged(Action changed)
    {
    }

    /// <summary>
    /// What this process holds may be somebody else's by now: keys and permits are void at once. Requests under way end; queries that would need
    /// another request are handed back. The lane goes on with what it takes anew.
    /// </summary>
    void LoseOwnership()
    {
    }

    /// <summary>Starts no more requests: those under way end, queries that would need another are handed back.</summary>
    void StopStarting()
    {
    }

    /// <summary>Writes down what has to outlast the run.</summary>
    ValueTask CloseAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
