using System.IO.Compression;

namespace IocExplorer.Coordinator.Results;

/// <summary>Packs what the database keeps, and what goes into an archive as it is made: quickly, because others wait for it.</summary>
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
