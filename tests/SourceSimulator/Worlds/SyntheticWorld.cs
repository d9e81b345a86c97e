namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// A world of any size without stored state: an answer is computed from the world's seed, the relation and the IOC.
/// Any IOC may be asked about, also one that no answer ever names.
/// </summary>
public sealed class SyntheticWorld : IWorld
{
    private const ulong SizeTag = 1_000;
    private const ulong ValueTag = 2_000;
    private const int SeedAttempts = 64;

    private readonly ulong _seed;

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
    }

    public SyntheticWorldOptions Options { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string>? Find(RelationKind relation, string value)
    {
        var hash = StableHash.Of(_seed, SizeTag + (ulong)relation, value);
        if (StableHash.AsShare(hash) < Options.EmptyShare)
        {
            // Half of what is empty is unknown to the source, half is known and has nothing.
            return (StableHash.Mix(hash) & 1) == 0 ? null : [];
        }

        var yields = RelationTable.Rows[(int)relation].Yields;
        var available = Options.CountOf(yields);
        var most = Math.Min(relation == RelationKind.RegistrantEmail ? 1 : Options.FanOut, available);

        // As with real sources, more answers than by chance come filled to the brim.
        var size = 1 + (StableHash.Mix(hash ^ ValueTag) % (ulong)(most + (most / 4)));
        var values = new string[Math.Min(size, (ulong)most)];
        FillWithDifferentValues(values, hash, yields, (ulong)available);
        return values;
    }

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
