namespace IocExplorer.Hosting;

/// <summary>How a node ends.</summary>
public static class ExitCodes
{
    /// <summary>Stopped in order on a signal.</summary>
    public const int Stopped = 0;

    /// <summary>It could not go on. Nothing is lost: others take over, and it may be started again.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration: nothing was begun.</summary>
    public const int NothingRun = 2;
}
