using System.IO.Compression;

namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>Bodies that are big or odd; each is made when it is first needed, once.</summary>
internal static class PreparedBodies
{
    public const int BigBytes = 50_000_000;
    public const long BombBytes = 256L * 1024 * 1024;
    private const int DeepLevels = 20_000;

    private static readonly Lazy<byte[]> LazyBomb = new(MakeBomb);
    private static readonly Lazy<byte[]> LazyDeep = new(MakeDeep);

    /// <summary>Gzip of a JSON answer that is <see cref="BombBytes"/> long.</summary>
    public static byte[] Bomb => LazyBomb.Value;

    /// <summary>Well-formed JSON, arrays in arrays.</summary>
    public static byte[] Deep => LazyDeep.Value;

    /// <summary>The pieces of a JSON answer of <see cref="BigBytes"/>; a piece may come many times.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> BigPieces()
    {
        var opening = "{\"data\":[],\"filler\":\""u8.ToArray();
        var closing = "\"}"u8.ToArray();
        var letters = new byte[64 * 1024];
        Array.Fill(letters, (byte)'a');
        yield return opening;
        for (var left = BigBytes - opening.Length - closing.Length; left > 0; left -= letters.Length)
        {
            yield return letters.AsMemory(0, Math.Min(left, letters.Length));
        }

        yield return closing;
    }

    private static byte[] MakeBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var letters = new byte[1024 * 1024];
            Array.Fill(letters, (byte)'a');
            gzip.Write("{\"data\":[],\"filler\":\""u8);
            for (long written = 0; written < BombBytes; written += letters.Length)
            {
                gzip.Write(letters);
            }

            gzip.Write("\"}"u8);
        }

        return packed.ToArray();
    }

    private static byte[] MakeDeep()
    {
        using var json = new MemoryStream();
        json.Write("{\"code\":200,\"status\":10000,\"data\":"u8);
        var brackets = new byte[DeepLevels];
        Array.Fill(brackets, (byte)'[');
        json.Write(brackets);
        Array.Fill(brackets, (byte)']');
        json.Write(brackets);
        json.Write("}"u8);
        return json.ToArray();
    }
}
