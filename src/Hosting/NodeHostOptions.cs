using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting;

/// <summary>What the two hosts differ in, and what tests put in place of the outside.</summary>
public sealed record NodeHostOptions
{
    /// <summary>For logs and metrics: <c>worker</c> or <c>coordinator</c>.</summary>
    public required string Kind { get; init; }

    public required NodeSettings Settings { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Bytes of the largest request that is read. Default 4 KiB: health and metrics need none.</summary>
    public long MaxBodyBytes { get; init; } = 4096;

    /// <summary>Takes log lines instead of standard output.</summary>
    public ILoggerProvider? Logs { get; init; }
}
