using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions;

/// <summary>A source with what the user set for it: what is on, with which keys, and what is off and why.</summary>
public sealed record ConfiguredSource
{
    public required SourceDefinition Definition { get; init; }

    public string Name => Definition.Name;

    /// <summary>Whether anything of it is asked.</summary>
    public bool IsOn => Operations.Count > 0;

    /// <summary>In tree order. Empty when the source is off.</summary>
    public required IReadOnlyList<SourceOperation> Operations { get; init; }

    public required IReadOnlyList<OperationOff> Off { get; init; }

    /// <summary>Each is a lane of its own. Empty when there are none or none is needed.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    /// <summary>For each key.</summary>
    public required QuotaLimits Quota { get; init; }

    /// <summary>Requests under way at once, for each key.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Into how many lanes a service splits each key.</summary>
    public int Lanes { get; init; } = 1;
}
