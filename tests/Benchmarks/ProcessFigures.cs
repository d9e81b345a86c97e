namespace IocExplorer.Benchmarks;

/// <summary>What a process took.</summary>
internal sealed record ProcessFigures(int ExitCode, TimeSpan Elapsed, TimeSpan Processor, double PeakMegabytes, string Output, string Errors);
