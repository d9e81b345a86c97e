using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.AllSources;

/// <summary>
/// A small world in which the seeds alone have long answers, so that every source that has pages shows them, and trees stay of a size.
/// </summary>
internal sealed class BusySeedsWorld : IWorld
{
    private const int LongestAnswer = 23;
    private readonly SyntheticWorld _usual = new(Options(fanOut: 3, emptyShare: 0.6));
    private readonly SyntheticWorld _busy = new(Options(LongestAnswer, emptyShare: 0.1));
    private readonly HashSet<string> _seeds;

    public BusySeedsWorld(int seeds)
    {
        _seeds = [.. _usual.Seeds(seeds).Select(seed => seed.Value)];
    }

    public IReadOnlyList<string>? Find(RelationKind relation, string value) => _usual.Find(relation, value);

    public IReadOnlyList<Sighting>? Find(SourceRelation relation, string value) => (_seeds.Contains(value) ? _busy : _usual).Find(relation, value);

    public bool IsKnownTo(string source, string value) => _seeds.Contains(value) || _usual.IsKnownTo(source, value);

    public IEnumerable<SeedIoc> Seeds(int count) => _usual.Seeds(count);

    private static SyntheticWorldOptions Options(int fanOut, double emptyShare) =>
        new() { Seed = 11, Emails = 30, Files = 60, IpAddresses = 60, Domains = 80, FanOut = fanOut, EmptyShare = emptyShare };
}
