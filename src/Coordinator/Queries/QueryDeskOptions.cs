namespace IocExplorer.Coordinator.Queries;

/// <summary>How a desk talks to the ledger.</summary>
internal sealed record QueryDeskOptions
{
    /// <summary>Queries in one call. More make a call longer, fewer make more calls. Default 2048.</summary>
    public int MostPerCall { get; init; } = 2048;

    /// <summary>
    /// How often a call's worth of what waits is asked again, where hints may be lost; give or take a fifth, so that nodes do not ask all at once. Default 1 s.
    /// </summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause after a call that the ledger could not serve; doubles up to <see cref="LongestBackOff"/>. Default 200 ms.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Default 5 s.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For the jitter of polls.</summary>
    public Random Random { get; init; } = new();
}
