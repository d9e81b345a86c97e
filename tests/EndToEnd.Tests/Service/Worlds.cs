using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Worlds that tests of clusters hunt in.</summary>
internal static class Worlds
{
    /// <summary>500 seeds overlap so much that they need some 20,000 queries, not 80,000.</summary>
    public static SyntheticWorld Small { get; } = new(new() { Emails = 400, Files = 3_000, IpAddresses = 1_500, Domains = 1_500 });
}
