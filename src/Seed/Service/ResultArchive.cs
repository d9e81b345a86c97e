using System.IO.Compression;
using System.IO.Hashing;
using IocExplorer.Coordinator.Results;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Seed.Service;

/// <summary>
/// Brings the results of a hunt into a folder. The archive is on its way to the disk from its first byte on, and its files are unpacked from
/// there: whole or not at all, under names that are checked one by one.
/// </summary>
/// <remarks>
/// 1. The archive is received into the folder itself, as one of <see cref="PartialFiles"/>. A crash leaves that file; the next run removes it.
/// 2. Each file is written as another of them and renamed. A crash leaves the files renamed so far, each of them whole.
/// 3. The archive is removed.
/// </remarks>
internal sealed class ResultArchive
{
    private const long MostBytesOfAFile = 2L * 1024 * 1024 * 1024;

    private readonly string _archive;
    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly string _folder;

    /// <param name="folder">Made when it is not there.</param>
    /// <exception cref="ResultFolderException">It cannot be made.</exception>
    public ResultArchive(string folder, long hunt)
    {
        _folder = folder;
        _archive = PartialFiles.NameOf(Path.Combine(folder, $"hunt-{hunt}.zip"));
        OnDisk(() =>
        {
            Directory.CreateDirectory(folder);
            PartialFiles.RemoveLeftovers(folder, "hunt-*.zip*");
            PartialFiles.RemoveLeftovers(folder, "*_depth_*");
            PartialFiles.RemoveLeftovers(folder, $"{ResultName.Summary}*");
        });
    }

    /// <summary>The largest archive that is taken: more than any disk at hand, less than for ever.</summary>
    public const long MostBytes = 1024L * 1024 * 1024 * 1024;

    /// <summary>Receives the archive; begins at its beginning when an earlier try failed.</summary>
    /// <exception cref="ResultFolderException">The disk is full, or the folder cannot be written to.</exception>
    public async Task<bool> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        await using var file = OnDisk(() =>
        {
            File.Delete(_archive);
            return PartialFiles.Create(_archive);
        });
        while (await content.ReadAsync(_buffer, cancellation) is var read and > 0)
        {
            OnDisk(() => file.Write(_buffer, 0, read));
        }

        OnDisk(file.Flush);
        return true;
    }

    /// <summary>Writes the files of the archive received, and removes it.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged; the files written before the damage are whole.</exception>
    /// <exception cref="ResultFolderException">The disk is full, or the folder cannot be written to.</exception>
    public ArchiveFiles Unpack(CancellationToken cancellation)
    {
        List<string> written = [];
        List<string> refused = [];
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        using (var archive = new ZipArchive(OnDisk(() => File.OpenRead(_archive)), ZipArchiveMode.Read))
        {
            foreach (var entry in archive.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                if (ResultName.IsFileName(entry.FullName) && known.Add(entry.FullName))
                {
                    Unpack(entry);
                    written.Add(entry.FullName);
                }
                else
                {
                    refused.Add(entry.FullName);
                }
            }
        }

        Remove();
        return new(written, refused);
    }

    /// <summary>Takes away what is of no use any more.</summary>
    public void Remove() => OnDisk(() => File.Delete(_archive));

    private void Unpack(ZipArchiveEntry entry)
    {
        var path = Path.Combine(_folder, entry.FullName);
        var partial = PartialFiles.NameOf(path);
        try
        {
            using (var content = entry.Open())
            using (var file = OnDisk(() => PartialFiles.Create(partial)))
            {
                CopyExactly(content, file, entry.Length, entry.Crc32);
                OnDisk(() => file.Flush(flushToDisk: true));
            }

            OnDisk(() => File.Move(partial, path, overwrite: true));
        }
        catch
        {
            OnDisk(() => File.Delete(partial));
            throw;
        }
    }

    // What the archive's table says is what is written: neither a file cut short, nor one that never ends, nor another.
    private void CopyExactly(Stream content, FileStream file, long length, uint checksum)
    {
        if (length > MostBytesOfAFile)
        {
            throw new InvalidDataException("a file of it has more than 2 GB");
        }

        var found = new Crc32();
        while (OnDisk(() => content.Read(_buffer)) is var read and > 0)
        {
            length -= read;
            if (length < 0)
            {
                break;
            }

            found.Append(_buffer.AsSpan(0, read));
            OnDisk(() => file.Write(_buffer, 0, read));
        }

        if (length != 0 || found.GetCurrentHashAsUInt32() != checksum)
        {
            throw new InvalidDataException("a file of it is not what its checksum says");
        }
    }

    private void OnDisk(Action action) => OnDisk(() =>
    {
        action();
        return true;
    });

    private T OnDisk<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ResultFolderException(
                $"Results cannot be written to {_folder}: {FileErrorText.Of(cause)}. Make room or the folder writable, or choose another with -o;"
                + " then run the same command again.",
                cause);
        }
    }
}
