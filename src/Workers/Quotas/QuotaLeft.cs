namespace IocExplorer.Workers.Quotas;

/// <summary>Permits left in each window; null where the window has no limit.</summary>
internal readonly record struct QuotaLeft(int? ThisMinute, int? Today, int? ThisMonth);
