namespace IocExplorer.Workers.Quotas;

/// <summary>What a gate lets through.</summary>
internal readonly record struct GateStatus(QuotaLeft Left, string? Waiting, DateTimeOffset? Until);
