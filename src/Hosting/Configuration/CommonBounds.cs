namespace IocExplorer.Hosting.Configuration;

/// <summary>The smallest and largest value of each number and span; the comments in <c>hocon/iocexplorer.conf</c> say what lies near them.</summary>
public static class CommonBounds
{
    public static readonly (int Least, int Most) Depth = (1, 16);
    public static readonly (int Least, int Most) ActiveTrees = (1, 10_000);
    public static readonly (int Least, int Most) MaxSeeds = (1, 10_000_000);
    public static readonly (int Least, int Most) MaxBodyBytes = (1024, 1024 * 1024 * 1024);
    public static readonly (int Least, int Most) RequestsPerMinute = (1, 1_000_000);
    public static readonly (int Least, int Most) RemotingPort = (0, 65_535);
    public static readonly (int Least, int Most) RemotingPublicPort = (1, 65_535);
    public static readonly (TimeSpan Least, TimeSpan Most) MaxAge = (TimeSpan.Zero, TimeSpan.FromDays(3650));
    public static readonly (TimeSpan Least, TimeSpan Most) Drain = (TimeSpan.Zero, TimeSpan.FromMinutes(10));
    public static readonly (TimeSpan Least, TimeSpan Most) LookEvery = (TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    public static readonly (TimeSpan Least, TimeSpan Most) RecoverAfter = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
}
