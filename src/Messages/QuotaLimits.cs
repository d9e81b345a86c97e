namespace IocExplorer.Messages;

/// <summary>How many requests an API key may send. 0 means unlimited.</summary>
/// <param name="PerMinute">In any 60 seconds, not only in calendar minutes.</param>
/// <param name="PerDay">In a calendar day, UTC.</param>
/// <param name="PerMonth">In a calendar month, UTC.</param>
public sealed record QuotaLimits(int PerMinute, int PerDay, int PerMonth)
{
    public static QuotaLimits Unlimited { get; } = new(0, 0, 0);

    public bool IsUnlimited => this == Unlimited;
}
