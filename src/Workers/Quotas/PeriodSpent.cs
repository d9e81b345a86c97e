namespace IocExplorer.Workers.Quotas;

/// <summary>What was spent in one period of a calendar window, by its running number.</summary>
internal readonly record struct PeriodSpent(int Period, int Spent);
