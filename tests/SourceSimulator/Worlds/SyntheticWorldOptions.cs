namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// The size and shape of a <see cref="SyntheticWorld"/>. With the defaults a tree of depth 3 asks some 200 queries,
/// and 200 seeds share enough IOCs that they need about 35,000 different ones together.
/// </summary>
public sealed record SyntheticWorldOptions
{
    /// <summary>Two worlds with the same options and the same seed are the same world.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Different e-mail addresses that answers draw from. Fewer: trees overlap more. At least 1.</summary>
    public int Emails { get; init; } = 3_000;

    /// <summary>Different files that answers draw from. At least 1.</summary>
    public int Files { get; init; } = 24_000;

    /// <summary>Different IP addresses that answers draw from. At least 1.</summary>
    public int IpAddresses { get; init; } = 12_000;

    /// <summary>Different domains that answers draw from. At least 1.</summary>
    public int Domains { get; init; } = 12_000;

    /// <summary>The most values of one answer; an answer that is not empty has between one and this many. At least 1.</summary>
    public int FanOut { get; init; } = 10;

    /// <summary>The share of relations without a value, 0 to 1. Trees explode when it is much below the default.</summary>
    public double EmptyShare { get; init; } = 0.6;

    /// <summary>
    /// Planted addresses of shared infrastructure, every other one a parking service, the others content delivery networks.
    /// 0: none; trees are then as if hubs did not exist.
    /// </summary>
    public int Hubs { get; init; }

    /// <summary>How many values each relation of a hub has; not bounded by <see cref="FanOut"/>. At least 1.</summary>
    public int HubFanOut { get; init; } = 100;

    /// <summary>The share of answers with addresses in which a hub stands in place of the last one, 0 to 1.</summary>
    public double HubShare { get; init; } = 0.25;

    internal int CountOf(IocType type) => type switch
    {
        IocType.Email => Emails,
        IocType.File => Files,
        IocType.IpAddress => IpAddresses,
        // URLs, too: each domain of the world has one.
        _ => Domains,
    };

    /// <summary>What is wrong with these options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> FindFaults()
    {
        foreach (var type in Enum.GetValues<IocType>().Where(type => type != IocType.Url))
        {
            if (CountOf(type) < 1)
            {
                yield return $"A synthetic world needs at least one IOC of type {RelationTable.NameOf(type)}, not {CountOf(type)}.";
            }
        }

        if (Hubs < 0 || HubFanOut < 1)
        {
            yield return $"Hubs are 0 or more with a fan-out of 1 or more, not {Hubs} with {HubFanOut}.";
        }

        if (FanOut < 1)
        {
            yield return $"The fan-out of a synthetic world is at least 1, not {FanOut}.";
        }

        if (!(EmptyShare >= 0 && EmptyShare <= 1))
        {
            yield return $"The share of empty answers lies between 0 and 1, not at {EmptyShare}.";
        }
    }
}
