namespace IocExplorer.Workers.Quotas;

internal sealed record PermitGateOptions
{
    /// <summary>Requests under way at which a slow start is over.</summary>
    public required int FullWidth { get; init; }

    /// <summary>A quota that is used up for longer than this is not waited for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a key that another process holds is tried again.</summary>
    public TimeSpan KeyPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether other machines spend the key as well, in turns. Their clocks are not believed then: a minute that somebody else has written down counts from
    /// the moment at which the key was taken over, as if no time had passed since.
    /// </summary>
    public bool IsShared { get; init; }
}
