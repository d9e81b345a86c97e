namespace IocExplorer.Workers.Configuration;

/// <summary>The smallest and largest value of each number and span; the comments in <c>hocon/iocexplorer.conf</c> say what lies near them.</summary>
internal static class SettingBounds
{
    public static readonly (int Least, int Most) Limit = (1, 10_000);
    public static readonly (int Least, int Most) MaxConcurrency = (1, 1_000);
    public static readonly (int Least, int Most) Quota = (0, 1_000_000_000);
    public static readonly (int Least, int Most) Attempts = (1, 20);
    public static readonly (int Least, int Most) BreakerMinimum = (2, 10_000);
    public static readonly (int Least, int Most) BreakerProbes = (1, 1_000);
    public static readonly (int Least, int Most) AnswerBytes = (1024, 1024 * 1024 * 1024);
    public static readonly (int Least, int Most) AnswerDepth = (4, 1_000);
    public static readonly (double Least, double Most) BreakerFailureShare = (0.05, 1.0);
    public static readonly (TimeSpan Least, TimeSpan Most) Pause = (TimeSpan.Zero, TimeSpan.FromHours(1));
    public static readonly (TimeSpan Least, TimeSpan Most) Ceiling = (TimeSpan.Zero, TimeSpan.FromDays(1));
    public static readonly (TimeSpan Least, TimeSpan Most) Timeout = (TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
    public static readonly (TimeSpan Least, TimeSpan Most) BreakerWindow = (TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1));
    public static readonly (TimeSpan Least, TimeSpan Most) BreakerPause = (TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1));
}
