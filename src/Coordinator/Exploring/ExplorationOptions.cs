namespace IocExplorer.Coordinator.Exploring;

/// <summary>When a coordinator says again what was not acknowledged.</summary>
internal sealed record ExplorationOptions
{
    /// <summary>A walk that is done is handed to the recorder again. Seldom, because the recorder may be waiting for the database. Default 10 s.</summary>
    public TimeSpan RecordAgainEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Interval at which the supervisor is notified of the end again. Default 3 s.</summary>
    public TimeSpan TellEndedAgainEvery { get; init; } = TimeSpan.FromSeconds(3);
}
