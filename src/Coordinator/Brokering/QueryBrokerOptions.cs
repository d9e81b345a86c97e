namespace IocExplorer.Coordinator.Brokering;

/// <summary>How a broker talks to the ledger and to the throttles.</summary>
internal sealed record QueryBrokerOptions
{
    /// <summary>Queries in one lookup. More make a call longer, fewer make more calls. Default 2048.</summary>
    public int MostPerLookUp { get; init; } = 2048;

    /// <summary>Queries in one message to a throttle. Default 512.</summary>
    public int MostPerAsk { get; init; } = 512;

    /// <summary>Bytes in one message to a throttle, about; well below the 128 kB that a frame may have. Default 48 kB.</summary>
    public int MostBytesPerAsk { get; init; } = 48 * 1024;

    /// <summary>
    /// Queries of one hunt that may be out at the throttle of one source; the rest waits in the broker. Fewer than the source's slots
    /// leave slots empty, far more make the throttle's queue long and a hand-over of it slow. Default 1024.
    /// </summary>
    public int MostOutstanding { get; init; } = 1024;

    /// <summary>How often a part of the open queries is sent again; give or take a fifth, so that nodes do not send all at once. Default 1 s.</summary>
    public TimeSpan TellAgainEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Rounds in which every open query is sent again once. Default 10.</summary>
    public int RoundsForAll { get; init; } = 10;

    /// <summary>Up to so many open queries are all sent again in every round. Default 64.</summary>
    public int LeastPerRound { get; init; } = 64;

    /// <summary>
    /// A query that is sent again for the n-th, 2n-th, ... time is looked up first: its answer may be in the ledger, and the message
    /// about it be lost. Default 3.
    /// </summary>
    public int LookUpEvery { get; init; } = 3;

    /// <summary>Pause after a call that the ledger could not serve; doubles up to <see cref="LongestBackOff"/>. Default 200 ms.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Default 5 s.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Crashes within <see cref="CrashWindow"/> after which the broker is given up. Default 8.</summary>
    public int MostCrashes { get; init; } = 8;

    /// <summary>Default 1 min.</summary>
    public TimeSpan CrashWindow { get; init; } = TimeSpan.FromMinutes(1);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For the jitter of rounds.</summary>
    public Random Random { get; init; } = new();

    /// <summary>
    /// How many of so many open queries are sent again in one round. Not all: a message is seldom lost, and every repetition costs
    /// its throttle as much as a new one.
    /// </summary>
    public int ToTellAgain(int outstanding) => Math.Max(outstanding / RoundsForAll, LeastPerRound);
}
