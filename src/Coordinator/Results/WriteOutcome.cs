namespace IocExplorer.Coordinator.Results;

/// <summary>What came of writing a tree. A full disk is an outcome, not a crash: other trees go on.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <param name="Files">Full paths.</param>
    internal sealed record Written(IReadOnlyList<string> Files) : WriteOutcome;

    /// <param name="Problem">One line: what happened, to which file, what to do.</param>
    internal sealed record Failed(string Problem) : WriteOutcome;
}
