using IocExplorer.Seed.Progress;

namespace IocExplorer.Seed.Reports;

/// <summary>A source as a run would use it.</summary>
internal sealed record SourceStatus
{
    public required string Name { get; init; }

    /// <summary>Whether anything of it is asked.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Switched off by the user, whatever else it lacks.</summary>
    public required bool IsDisabled { get; init; }

    /// <summary>Whether it is asked with keys at all.</summary>
    public required bool TakesKeys { get; init; }

    /// <summary>Whether it is off without one.</summary>
    public bool NeedsKey { get; init; } = true;

    public required int Keys { get; init; }

    /// <summary>One line about what it may be used for; null when there is nothing to say.</summary>
    public string? Terms { get; init; }

    public bool NonCommercial { get; init; }

    public required SourceQuota Quota { get; init; }

    /// <summary>The quota is what the definition takes for granted.</summary>
    public required bool QuotaIsDefault { get; init; }

    /// <summary>In tree order.</summary>
    public required IReadOnlyList<OperationStatus> Operations { get; init; }
}
