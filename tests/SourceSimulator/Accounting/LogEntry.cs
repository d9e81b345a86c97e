namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>A line of the request log that still learns how its request ends.</summary>
internal sealed class LogEntry(string source, string operation, string value, string? key, long at)
{
    public string Source => source;

    public string Operation => operation;

    public string Value => value;

    public string? Key => key;

    public long At => at;

    public Outcome? Outcome { get; set; }
}
