namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Chance that is the same on every machine and in every version of .NET: an input is known by its kind, seed and number alone.</summary>
internal sealed class FuzzRandom(ulong state)
{
    private ulong _state = state;

    /// <summary>For one input; neighbouring numbers have nothing in common.</summary>
    public static FuzzRandom Of(ulong seed, string kind, long number)
    {
        // FNV-1a over what names the input.
        var hash = 14695981039346656037UL;
        foreach (var c in kind)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new(new FuzzRandom(hash ^ (seed * 0x9E3779B97F4A7C15UL)).Next() ^ (ulong)number);
    }

    /// <summary>All 64 bits (SplitMix64).</summary>
    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to one less than <paramref name="end"/>; 0 when there is nothing to choose from.</summary>
    public int Below(int end) => end <= 1 ? 0 : (int)(Next() % (ulong)end);

    /// <summary>Both ends can come.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Mostly small, seldom large: what is cheap is tried often.</summary>
    public int Length(int usual, int most) => OneIn(100) ? Below(most + 1) : Below(usual + 1);
}
