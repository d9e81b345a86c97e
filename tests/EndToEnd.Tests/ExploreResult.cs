namespace IocExplorer.EndToEnd.Tests;

/// <summary>What a run of the console left behind on the terminal.</summary>
internal sealed record ExploreResult(int ExitCode, string Output, string Errors)
{
    public string Everything => Output + Errors;
}
