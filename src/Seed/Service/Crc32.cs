namespace IocExplorer.Seed.Service;

/// <summary>The checksum of ZIP. The library reads archives without looking at it.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Shift((uint)n))];

    private uint _rest = uint.MaxValue;

    public uint Value => ~_rest;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            _rest = Table[(byte)(_rest ^ value)] ^ (_rest >> 8);
        }
    }

    private static uint Shift(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
        }

        return value;
    }
}
