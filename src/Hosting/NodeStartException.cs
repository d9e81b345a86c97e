namespace IocExplorer.Hosting;

/// <summary>A node that cannot begin, and trying again does not help. The message says what is wrong and what to do.</summary>
public sealed class NodeStartException(string message, int exitCode = ExitCodes.NothingRun, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
