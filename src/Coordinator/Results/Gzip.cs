using System.IO.Compression;

namespace IocExplorer.Coordinator.Results;

/// <summary>What the database keeps compressed: packed quickly, because it is packed while others wait for it.</summary>
internal static class Gzip
{
    public static byte[] Pack(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(gzip);
        }

        return bytes.ToArray();
    }
}
