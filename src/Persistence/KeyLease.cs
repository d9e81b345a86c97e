using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>The right to spend an API key.</summary>
/// <param name="Key">As it was asked for.</param>
/// <param name="Epoch">Goes with every reservation.</param>
/// <param name="Spent">What the last holder wrote down with <see cref="IClaimLedger.SpendAsync"/>; empty when the key is new.</param>
/// <param name="SpentAge">How long ago that was written down, on the store's own clock; null when it keeps none, or nothing was written down.</param>
public sealed record KeyLease(string Key, Epoch Epoch, string Spent, TimeSpan? SpentAge = null);
