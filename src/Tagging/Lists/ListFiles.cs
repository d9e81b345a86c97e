using System.Formats.Tar;
using System.IO.Compression;

namespace IocExplorer.Tagging.Lists;

/// <summary>
/// Finds lists in what a user named: a file, a folder, an archive. One buffer serves all of them, so memory is that of the largest list; sizes are bounded,
/// because an archive may declare a small size and contain much.
/// </summary>
internal sealed class ListFiles(ICollection<TagProblem> problems)
{
    private const long MostBytesOfAList = 256L * 1024 * 1024;
    private const long MostBytesInAll = 2L * 1024 * 1024 * 1024;
    private const int MostLists = 10_000;
    private byte[] _buffer = new byte[1024 * 1024];
    private long _left = MostBytesInAll;
    private int _listsLeft = MostLists;

    /// <summary>Visits <c>classes.json</c> and <c>public_suffix_list.dat</c>, wherever lists would be looked for.</summary>
    public void VisitBeside(string path, Action<ListContent> visit)
    {
        string[] folders = [path, Path.Combine(path, TagListPaths.ListsFolder)];
        string[] found = Directory.Exists(path)
            ? [.. TagListPaths.Beside.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).Where(File.Exists)]
            : TagListPaths.IsBeside(Path.GetFileName(path)) ? [path] : [];
        foreach (var file in found)
        {
            VisitFile(file, visit);
        }
    }

    /// <summary>Reads every list; one that cannot be read is reported, and the others are used.</summary>
    public void Visit(string path, Action<ListContent> visit)
    {
        try
        {
            if (Directory.Exists(path))
            {
                foreach (var file in TagListPaths.InFolder(path))
                {
                    VisitFile(file, visit);
                }
            }
            else if (!TagListPaths.IsBeside(Path.GetFileName(path)))
            {
                VisitFile(path, visit);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(path, "", $"cannot be read ({e.Message.TrimEnd('.')})", "Check the path and who may read it."));
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Forget() => _buffer = [];

    private void VisitFile(string path, Action<ListContent> visit)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 128 * 1024, FileOptions.SequentialScan);
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                VisitZip(path, file, visit);
            }
            else if (path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase))
            {
                using var tar = new GZipStream(file, CompressionMode.Decompress);
                VisitTar(path, tar, visit);
            }
            else if (path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase))
            {
                VisitTar(path, file, visit);
            }
            else
            {
                Visit(path, TagListPaths.NameOf(path), file, File.GetLastWriteTimeUtc(path), visit);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(new(path, "", "is not there", "Check the path, or take it out of tags.lists and tags.topLists."));
        }
        catch (InvalidDataException)
        {
            problems.Add(new(path, "", "is a damaged archive", "Fetch it again. What stands before the damage is used."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(path, "", $"cannot be read ({e.Message.TrimEnd('.')})", "Check the path and who may read it."));
        }
    }

    private void VisitZip(string path, Stream file, Action<ListContent> visit)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries.Where(e => TagListPaths.IsListInArchive(e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var content = entry.Open();
            Visit($"{path}!{entry.FullName}", TagListPaths.NameOf(entry.FullName), content, entry.LastWriteTime, visit);
        }
    }

    private void VisitTar(string path, Stream file, Action<ListContent> visit)
    {
        using var archive = new TarReader(file);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry is { DataStream: { } content, EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile }
                && TagListPaths.IsListInArchive(entry.Name))
            {
                Visit($"{path}!{entry.Name}", TagListPaths.NameOf(entry.Name), content, entry.ModificationTime, visit);
            }
        }
    }

    private void Visit(string file, string name, Stream content, DateTimeOffset written, Action<ListContent> visit)
    {
        if (_listsLeft-- <= 0)
        {
            if (_listsLeft == -1)
            {
                problems.Add(new(file, "", "is one list too many, and so are those behind it", "10,000 lists are the most; load fewer."));
            }

            return;
        }

        if (ReadAll(content) is { } length)
        {
            visit(new(file, name, _buffer.AsMemory(0, length), written));
        }
        else
        {
            problems.Add(new(file, "", "is too large", "A list may have 256 MiB, all together 2 GiB. Take a shorter one."));
        }
    }

    private int? ReadAll(Stream content)
    {
        var length = 0;
        if (content.CanSeek && content.Length < MostBytesOfAList && content.Length >= _buffer.Length)
        {
            _buffer = new byte[content.Length + 1];
        }

        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = content.Read(_buffer, length, _buffer.Length - length);
            if (read == 0)
            {
                _left -= length;
                return length;
            }

            length += read;
            if (length > Math.Min(MostBytesOfAList, _left))
            {
                return null;
            }
        }
    }
}
