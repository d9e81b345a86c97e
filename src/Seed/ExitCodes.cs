namespace IocExplorer.Seed;

/// <summary>Exit codes of the process.</summary>
public static class ExitCodes
{
    /// <summary>Every tree is complete.</summary>
    public const int Complete = 0;

    /// <summary>The run ended, but something is missing: an answer, or a line of the input.</summary>
    public const int Incomplete = 1;

    /// <summary>Bad usage, configuration or input: nothing was run.</summary>
    public const int NothingRun = 2;

    /// <summary>Stopped by a signal; what is known is kept.</summary>
    public const int Interrupted = Interrupts.ExitCode;
}
