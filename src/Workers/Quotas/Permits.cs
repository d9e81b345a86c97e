namespace IocExplorer.Workers.Quotas;

/// <summary>The right to send so many requests.</summary>
/// <param name="Count">0 when the gate gives no more.</param>
/// <param name="Grant">Where they were reserved; null without a quota.</param>
/// <param name="GoodUntil">Timestamp after which they may not be used any more.</param>
internal readonly record struct Permits(int Count, QuotaGrant? Grant, long GoodUntil)
{
    public static Permits None { get; }

    public Permits One => this with { Count = 1 };
}
