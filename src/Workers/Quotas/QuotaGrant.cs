namespace IocExplorer.Workers.Quotas;

/// <summary>Permits reserved together.</summary>
/// <param name="Number">Of the block that holds them, for giving unused ones back.</param>
/// <param name="Count">How many; 1 or more.</param>
/// <param name="At">When they were reserved: the calendar periods they were charged to follow from it.</param>
internal sealed record QuotaGrant(int Number, int Count, DateTimeOffset At);
