namespace IocExplorer.Workers.Quotas;

/// <summary>Which limit of a key stands in the way.</summary>
internal enum QuotaWindow
{
    /// <summary>The 60 seconds that end now, and the pace that spreads requests over them.</summary>
    Minute = 1,

    /// <summary>The calendar day, UTC.</summary>
    Day = 2,

    /// <summary>The calendar month, UTC.</summary>
    Month = 3,
}
