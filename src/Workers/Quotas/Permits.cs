namespace IocExplorer.Workers.Quotas;

/// <summary>The right to send so many requests.</summary>
/// <param name="Count">0 when the gate gives no more.</param>
/// <param name="Grant">Where they were reserved; null without a quota.</param>
/// <param name="GoodUntil">Timestamp after which they may not be used any more.</param>
/// <param name="Term">Under which holding of the key they were reserved: when it is lost, they are void.</param>
internal readonly record struct Permits(int Count, QuotaGrant? Grant, long GoodUntil, int Term = 0)
{
    public static Permits None { get; }

    public Permits One => this with { Count = 1 };
}
