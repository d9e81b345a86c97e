namespace IocExplorer.Coordinator.Queries;

/// <summary>How a desk talks to the ledger.</summary>
internal sealed record QueryDeskOptions
{
    /// <summary>Queries in one call. More make a call longer, fewer make more calls. Default 2048.</summary>
    public int MostPerCall { get; init; } = 2048;

    /// <summary>
    /// How often a part of what waits is asked again, where hints may be lost; give or take a fifth, so that nodes do not ask all at once. Default 1 s.
    /// </summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Polls in which all that waits has been asked again once, as far as calls can hold it. Default 10.</summary>
    public int PollsPerRound { get; init; } = 10;

    /// <summary>Up to so many that wait are all asked again in every poll. Default 64.</summary>
    public int LeastPerPoll { get; init; } = 64;

    /// <summary>Pause after a call that the ledger could not serve; doubles up to <see cref="LongestBackOff"/>. Default 200 ms.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Default 5 s.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For the jitter of polls.</summary>
    public Random Random { get; init; } = new();

    /// <summary>
    /// How many of so many that wait are asked again in one poll. Not all: a hint is seldom lost, and asking again what nobody has answered yet costs the
    /// database as much as asking what is new.
    /// </summary>
    public int ToAskAgain(int waiting) => Math.Clamp(waiting / PollsPerRound, Math.Min(LeastPerPoll, MostPerCall), MostPerCall);
}
