using System.IO.Hashing;
using System.Text;

namespace IocExplorer.Analysis.Keys;

/// <summary>An IOC in 16 bytes, to be sorted and counted by the million. The same on every machine and in every run.</summary>
internal readonly record struct IocKey(ulong High, ulong Low) : IComparable<IocKey>
{
    private const int OnStack = 512;

    public static IocKey Of(Ioc ioc)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(ioc.Value.Length);
        var bytes = longest <= OnStack ? stackalloc byte[OnStack] : new byte[longest];
        var hash = XxHash128.HashToUInt128(bytes[..Encoding.UTF8.GetBytes(ioc.Value, bytes)], (long)ioc.Type);
        return new((ulong)(hash >> 64), (ulong)hash);
    }

    public int CompareTo(IocKey other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public override int GetHashCode() => (int)Low;
}
