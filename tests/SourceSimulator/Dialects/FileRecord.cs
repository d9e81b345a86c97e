using System.Globalization;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>A file under its three names. The one that it was asked by stands as it is, the others are made up from it.</summary>
internal sealed record FileRecord(string Md5, string Sha1, string Sha256)
{
    public static FileRecord Of(string hash) => new(
        hash.Length == 32 ? hash : Name(hash, 32), hash.Length == 40 ? hash : Name(hash, 40), hash.Length == 64 ? hash : Name(hash, 64));

    private static string Name(string hash, int length) => string.Concat(
        Enumerable.Range(0, 4).Select(part => StableHash.Of((ulong)part, (ulong)length, hash).ToString("x16", CultureInfo.InvariantCulture)))[..length];
}
