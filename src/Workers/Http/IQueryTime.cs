namespace IocExplorer.Workers.Http;

/// <summary>What the pipelines of a source need from the query for which they run.</summary>
internal interface IQueryTime
{
    /// <summary>Whether another try makes sense.</summary>
    bool HasTimeLeft { get; }

    /// <summary>For the next try: never zero, which would mean no time-out at all.</summary>
    TimeSpan TimeForAttempt { get; }
}
