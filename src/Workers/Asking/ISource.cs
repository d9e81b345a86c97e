namespace IocExplorer.Workers.Asking;

/// <summary>
/// Somebody who can be asked about IOCs. What may be asked when is not his to say: a <see cref="SourceWorker"/> gives him queries, and a
/// <see cref="KeyGate"/> permits.
/// </summary>
public interface ISource
{
    string Name { get; }

    /// <summary>What it can be asked, in tree order.</summary>
    IReadOnlyList<Operation> Operations { get; }

    /// <summary>Those of <see cref="Operations"/> that send the same request for the same IOC, in groups of two or more.</summary>
    IReadOnlyList<IReadOnlyList<Operation>> Alike => [];

    /// <summary>With what it is asked: one for each API key, or a single one for a source that needs none.</summary>
    IReadOnlyList<SourceKey> Keys { get; }

    /// <summary>Cheap; any thread.</summary>
    SourceStatus Status => default;

    /// <summary>Whether it may be asked, whatever the keys. Cheap; any thread. A change is reported to <see cref="ISourceHost.Changed"/>.</summary>
    SourceAvailability Availability => SourceAvailability.Ready.Instance;

    /// <summary>Called once, before it is asked anything.</summary>
    void Attach(ISourceHost host)
    {
    }

    /// <summary>
    /// Asks, with all tries and pages. An expected failure is an answer (<see cref="Answer.NotAnswered"/>), not an exception. Null when it
    /// cannot be asked with this key (any more): the query is to be handed back to the throttle, which knows whether another key may.
    /// </summary>
    /// <param name="key">One of <see cref="Keys"/>. Where it has a quota, the caller has said that one permit is expected for this
    /// query.</param>
    ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation);

    /// <summary>Starts no more requests of its own making. The gates of its keys are closed by their owner.</summary>
    void StopStarting()
    {
    }
}
