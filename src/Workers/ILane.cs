using IocExplorer.Messages;

namespace IocExplorer.Workers;

/// <summary>A source together with the key it is asked with: what is throttled, blocked and switched off as one.</summary>
public interface ILane
{
    /// <summary>Queries that may be under way at once.</summary>
    int MaxConcurrency { get; }

    /// <summary>Asks, with all tries and pages. Expected trouble is an answer (<see cref="Answer.NotAnswered"/>), not an exception.</summary>
    ValueTask<Answer> AskAsync(Operation operation, Ioc ioc, CancellationToken cancellation);
}
