namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// A world of any size without stored state: an answer is computed from the world's seed, the relation and the IOC.
/// Any IOC may be asked about, also one that no answer ever names.
/// </summary>
public sealed class SyntheticWorld : IWorld
{
    private const ulong SizeTag = 1_000;
    private const ulong ValueTag = 2_000;
    private const ulong SourceTag = 20_000;
    private const ulong TimeTag = 30_000;
    private const ulong KnownTag = 30_001;
    private const ulong HubTag = 30_002;
    private const int SeedAttempts = 64;

    private readonly ulong _seed;
    private readonly HashSet<string> _hubs;

    /// <exception cref="ArgumentException">The options make no world; the message says which and why.</exception>
    public SyntheticWorld(SyntheticWorldOptions? options = null)
    {
        Options = options ?? new SyntheticWorldOptions();
        var faults = string.Join(' ', Options.FindFaults());
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _seed = unchecked((ulong)Options.Seed);
        Hubs = [.. Enumerable.Range(0, Options.Hubs).Select(i => new Hub(SyntheticNames.Hub(_seed, (ulong)i), IsParking: i % 2 == 1))];
        _hubs = [.. Hubs.Select(hub => hub.Address)];
    }

    public SyntheticWorldOptions Options { get; }

    /// <summary>The planted addresses of shared infrastructure.</summary>
    public IReadOnlyList<Hub> Hubs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Find(RelationKind relation, string value)
    {
        var yields = RelationTable.Rows[(int)relation].Yields;
        var most = relation == RelationKind.RegistrantEmail ? 1 : Options.FanOut;
        return Find(StableHash.Of(_seed, SizeTag + (ulong)relation, value), yields, most, value);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Sighting>? Find(SourceRelation relation, string value)
    {
        var most = relation.Most == 0 ? Options.FanOut : Math.Min(relation.Most, Options.FanOut);
        var hash = StableHash.Of(_seed, SourceTag + (ulong)relation.Number, value);
        return Find(hash, relation.Yields, most, value) is not { } values ? null
            : [.. values.Where(found => found != value).Select(found => Seen(found, StableHash.Of(hash, TimeTag, found)))];
    }

    /// <inheritdoc/>
    public bool IsKnownTo(string source, string value) => StableHash.AsShare(StableHash.Of(_seed, KnownTag, source + value)) >= Options.EmptyShare;

    /// <inheritdoc/>
    public IEnumerable<SeedIoc> Seeds(int count)
    {
        // The first seeds are IOCs that answers name too, so that a seed's tree may turn up inside another's.
        var next = new ulong[4];
        for (var i = 0; i < count; i++)
        {
            var type = (IocType)(i % 4);
            yield return new SeedIoc(type, NextSeed(type, ref next[i % 4]));
        }
    }

    // A hunt begins with what somebody knows something about; in a world of empty answers any IOC must do.
    private string NextSeed(IocType type, ref ulong index)
    {
        for (var attempt = 1; ; attempt++)
        {
            var value = SyntheticNames.Of(type, _seed, index++);
            if (attempt == SeedAttempts || RelationTable.Rows.Any(row => row.Accepts == type && Find(row.Kind, value) is { Count: > 0 }))
            {
                return value;
            }
        }
    }

    private string[]? Find(ulong hash, IocType yields, int most, string value)
    {
        var available = Options.CountOf(yields);
        if (_hubs.Contains(value))
        {
            var all = new string[Math.Min(Options.HubFanOut, available)];
            FillWithDifferentValues(all, hash, yields, (ulong)available);
            return all;
        }

        if (StableHash.AsShare(hash) < Options.EmptyShare)
        {
            // Half of what is empty is unknown to the source, half is known and has nothing.
            return (StableHash.Mix(hash) & 1) == 0 ? null : [];
        }

        // As with real sources, more answers than by chance come filled to the brim.
        most = Math.Min(most, available);
        var size = 1 + (StableHash.Mix(hash ^ ValueTag) % (ulong)(most + (most / 4)));
        var values = new string[Math.Min(size, (ulong)most)];
        FillWithDifferentValues(values, hash, yields, (ulong)available);
        if (yields == IocType.IpAddress && _hubs.Count > 0 && StableHash.AsShare(StableHash.Of(hash, HubTag, 0UL)) < Options.HubShare)
        {
            values[^1] = Hubs[(int)(StableHash.Of(hash, HubTag, 1UL) % (ulong)Hubs.Count)].Address;
        }

        return values;
    }

    private static Sighting Seen(string value, ulong hash)
    {
        // Six years from 2019 on; last seen up to 400 days later. Whole seconds, at every time of the day.
        var first = DateTimeOffset.FromUnixTimeSeconds(1_546_300_800 + (long)(hash % 189_000_000));
        return new(value, first, first.AddSeconds(StableHash.Mix(hash) % 34_560_000));
    }

    private void FillWithDifferentValues(string[] values, ulong hash, IocType type, ulong available)
    {
        // A stride that shares no factor with the count visits different indexes until it has seen them all.
        var index = StableHash.Of(hash, ValueTag, 0UL) % available;
        var stride = 1 + (StableHash.Of(hash, ValueTag, 1UL) % available);
        while (GreatestCommonDivisor(stride, available) != 1)
        {
            stride++;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = SyntheticNames.Of(type, _seed, index);
            index = (index + stride) % available;
        }
    }

    private static ulong GreatestCommonDivisor(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
