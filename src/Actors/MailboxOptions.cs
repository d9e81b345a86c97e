namespace IocExplorer.Actors;

/// <summary>How a mailbox holds messages and what it does about crashes.</summary>
public sealed record MailboxOptions
{
    /// <summary>Messages that may wait; a sender waits for room beyond that. Default 1024.</summary>
    public int Capacity { get; init; } = 1024;

    /// <summary>Pause before the first restart; doubles with every crash that follows without a message handled in between. Default 100 ms.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between restarts. Default 10 s.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Crashes in a row, with no message handled in between, after which the actor is given up. Default 8.</summary>
    public int CrashesInARow { get; init; } = 8;

    /// <summary>Told of every crash, before the back-off: the actor's name, what it threw, and whether it is given up.</summary>
    public Action<string, Exception, bool>? Crashed { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
