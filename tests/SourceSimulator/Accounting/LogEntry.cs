using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>A line of the request log that still learns how its request ends.</summary>
internal sealed class LogEntry(Operation operation, string value, string? key, long at)
{
    public Operation Operation => operation;

    public string Value => value;

    public string? Key => key;

    public long At => at;

    public Outcome? Outcome { get; set; }
}
