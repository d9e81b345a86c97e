using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IocExplorer.Workers.Files.Watching;

/// <summary>
/// By what a change of a file is seen. Of a small one also its content: what writes it may keep its time, and has as many bytes for another
/// address. A large one is not read at every look.
/// </summary>
/// <param name="Size">In bytes.</param>
/// <param name="WrittenAt">When it was written last, UTC, by the clock of its file system.</param>
/// <param name="Content">A digest of at most <see cref="MostDigested"/> bytes; 0 for a larger file.</param>
internal readonly record struct FileMark(long Size, DateTime WrittenAt, UInt128 Content)
{
    /// <summary>Bytes up to which the content counts.</summary>
    public const int MostDigested = 256 * 1024;

    /// <exception cref="IOException">It cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileMark Of(string path)
    {
        // Through a handle: of a link, what it points at.
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var size = RandomAccess.GetLength(handle);
        var writtenAt = File.GetLastWriteTimeUtc(handle);
        if (size > MostDigested)
        {
            return new(size, writtenAt, 0);
        }

        var bytes = new byte[size];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is var more and > 0)
        {
            read += more;
        }

        return new(size, writtenAt, BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes.AsSpan(0, read))));
    }
}
