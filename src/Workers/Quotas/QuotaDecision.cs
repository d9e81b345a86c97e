namespace IocExplorer.Workers.Quotas;

/// <summary>What may be spent now, and when to ask again.</summary>
/// <param name="State">To be written down before <paramref name="Grant"/> is used.</param>
/// <param name="Grant">Null when nothing may be spent now.</param>
/// <param name="Wait">Without a grant: how long until asking again can bring one.</param>
/// <param name="Window">Without a grant: the limit that stands in the way.</param>
internal sealed record QuotaDecision(QuotaState State, QuotaGrant? Grant, TimeSpan Wait, QuotaWindow? Window);
