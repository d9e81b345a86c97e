namespace IocExplorer.Testing.Programs;

/// <summary>What a run of a program left behind on the terminal.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public string Everything => Output + Errors;
}
