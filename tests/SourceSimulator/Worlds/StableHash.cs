namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>A fast 64-bit hash that is the same in every process; every "random" choice of the simulator is one.</summary>
internal static class StableHash
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    public static ulong Of(ulong seed, ulong tag, ReadOnlySpan<char> text)
    {
        var state = Mix(seed ^ (tag * Golden)) ^ (ulong)text.Length;
        while (text.Length >= 4)
        {
            // Characters are widened by hand, so that the byte order of the machine does not matter.
            var block = text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48);
            state = Mix(state ^ block);
            text = text[4..];
        }

        ulong rest = 0;
        foreach (var character in text)
        {
            rest = (rest << 16) | character;
        }

        return Mix(state ^ rest);
    }

    public static ulong Of(ulong seed, ulong tag, ulong number) => Mix(Mix(seed ^ (tag * Golden)) ^ number);

    /// <summary>The hash as a number in [0, 1).</summary>
    public static double AsShare(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>The finaliser of splitmix64: every input bit reaches every output bit.</summary>
    public static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
