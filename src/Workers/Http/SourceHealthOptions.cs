namespace IocExplorer.Workers.Http;

internal sealed record SourceHealthOptions
{
    /// <summary>Probes in a row that may fail before a source is lost.</summary>
    public required int Probes { get; init; }

    /// <summary>Queries in a row that may fail, if that lasts at least <see cref="FailedFor"/>, before a source is lost.</summary>
    public required int FailedQueries { get; init; }

    public required TimeSpan FailedFor { get; init; }

    /// <summary>A source that is lost is probed again after this long; null: it is lost for the run.</summary>
    public TimeSpan? RecoverAfter { get; init; }

    /// <summary>Called, under a lock, when the source is paused, with the last error.</summary>
    public required Action<string> OnRest { get; init; }

    /// <summary>Told, under a lock, when it is well again.</summary>
    public required Action OnWell { get; init; }

    /// <summary>Called, under a lock, when it is given up for the run, with the last error.</summary>
    public required Action<string> OnLost { get; init; }

    /// <summary>Called, under a lock, whenever its state changes, so that waiters check again. Must not block.</summary>
    public Action? OnChange { get; init; }
}
