namespace IocExplorer.Workers.Quotas;

/// <summary>What was spent in one day or month, by its running number.</summary>
internal readonly record struct PeriodSpent(int Period, int Spent);
