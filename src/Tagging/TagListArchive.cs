using System.Formats.Tar;
using System.IO.Compression;
using IocExplorer.Tagging.Lists;

namespace IocExplorer.Tagging;

/// <summary>
/// Takes the lists out of an archive of MISP's repository, or one like it. Of the paths in it only the last folder's name is used, and only when it is a plain
/// name: nothing is written anywhere but below the folder given.
/// </summary>
public static class TagListArchive
{
    private const long MostBytesOfAList = 256L * 1024 * 1024;
    private const long MostBytesInAll = 2L * 1024 * 1024 * 1024;
    private const int MostLists = 10_000;
    private const int LongestName = 100;

    /// <param name="archive">A zip, a tar, or a compressed tar; recognised by its first bytes. Must allow seeking.</param>
    /// <param name="folder">Is there, and gets <c>lists/{name}/list.json</c> for each list.</param>
    /// <returns>How many lists were written.</returns>
    /// <exception cref="InvalidDataException">It is no archive, is damaged, or holds more than is taken; the folder holds a part of it. The
    /// message is a clause for a person.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static int Unpack(Stream archive, string folder, CancellationToken cancellation)
    {
        Span<byte> head = stackalloc byte[4];
        var read = archive.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        archive.Position = 0;
        var left = MostBytesInAll;
        var count = 0;
        if (head[..read].StartsWith("PK"u8))
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries)
            {
                if (Place(entry.FullName, folder) is { } place)
                {
                    using var content = entry.Open();
                    Write(content, place);
                }
            }
        }
        else
        {
            try
            {
                using var plain = head[..read] is [0x1F, 0x8B, ..] ? new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true) : archive;
                using var tar = new TarReader(plain, leaveOpen: true);
                while (tar.GetNextEntry() is { } entry)
                {
                    if (entry is { DataStream: { } content, EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile }
                        && Place(entry.Name, folder) is { } place)
                    {
                        Write(content, place);
                    }
                }
            }
            catch (Exception e) when (e is EndOfStreamException or FormatException)
            {
                throw new InvalidDataException("it is no zip or tar.gz, or it is damaged", e);
            }
        }

        return count;

        void Write(Stream content, string place)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++count > MostLists)
            {
                throw new InvalidDataException("it holds more than 10,000 lists");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
            var buffer = new byte[128 * 1024];
            for (var length = 0L; content.Read(buffer) is var got and > 0;)
            {
                length += got;
                left -= got;
                if (length > MostBytesOfAList || left < 0)
                {
                    throw new InvalidDataException("it holds a list of more than 256 MiB, or more than 2 GiB in all");
                }

                file.Write(buffer, 0, got);
            }
        }
    }

    // The same name twice is kept once: the first.
    private static string? Place(string entry, string folder)
    {
        var parts = entry.Split('/', '\\');
        if (parts.Length < 2 || parts[^1] != TagListPaths.ListFile)
        {
            return null;
        }

        var name = parts[^2];
        var isPlain = name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        var place = Path.Combine(folder, TagListPaths.ListsFolder, name, TagListPaths.ListFile);
        return isPlain && !File.Exists(place) ? place : null;
    }
}
