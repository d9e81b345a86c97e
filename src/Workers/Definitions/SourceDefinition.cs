using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions;

/// <summary>A source as its JSON file describes it: where it is, how the key is sent, what it may be asked and how its answers are read.</summary>
public sealed record SourceDefinition
{
    /// <summary>As configuration, ledger and progress name it. Letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Raised when the same request would be read differently than before; answers of different versions are not shared.</summary>
    public required int Version { get; init; }

    /// <summary>The file it was read from, for messages.</summary>
    public required string File { get; init; }

    /// <summary>How the API key is sent; null when the source takes none.</summary>
    public KeyPlacement? Key { get; init; }

    /// <summary>What an API key may send when the user does not say.</summary>
    public required QuotaLimits Quota { get; init; }

    /// <summary>Requests under way at once for each key when the user does not say.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Hosts that stand in templates for "put yours here". An operation whose URL names one is off.</summary>
    public IReadOnlyList<string> PlaceholderHosts { get; init; } = [];

    /// <summary>In tree order.</summary>
    public required IReadOnlyList<OperationDefinition> Operations { get; init; }
}
