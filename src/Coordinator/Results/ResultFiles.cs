using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>Writes each tree in every format into one folder; a file is there whole or not at all.</summary>
/// <remarks>A file is written as one of <see cref="PartialFiles"/>, brought to the disk, and renamed.</remarks>
internal sealed class ResultFiles
{
    private readonly string _folder;
    private readonly bool _plain;
    private readonly TimeProvider _time;

    /// <param name="folder">Made when it is not there.</param>
    /// <param name="plain">Leaves out what the original's trees do not have.</param>
    /// <param name="time">For the minute in the name, in local time.</param>
    /// <exception cref="ResultFolderException">The folder cannot be made or read.</exception>
    public ResultFiles(string folder, bool plain, TimeProvider time)
    {
        _folder = Path.GetFullPath(folder);
        _plain = plain;
        _time = time;
        try
        {
            Directory.CreateDirectory(_folder);
            PartialFiles.RemoveLeftovers(_folder, "*_depth_*");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ResultFolderException(
                $"Results cannot be written to {_folder}: {Reason(cause)} Make the folder writable, or choose another.", cause);
        }
    }

    /// <summary>Opens a file that must not exist yet. Tests put a full disk here.</summary>
    internal Func<string, Stream> Create { get; init; } = PartialFiles.Create;

    /// <param name="isTaken">See <see cref="ResultName.For"/>.</param>
    public WriteOutcome Write(ExplorationTree tree, int depth, bool isTaken = false)
    {
        var stem = Path.Combine(_folder, ResultName.For(tree.Nodes[0].Ioc, depth, _time.GetLocalNow(), isTaken));
        var files = TreeFormats.All
            .Select(writer => (Writer: writer, Path: stem + writer.Ending(), Partial: PartialFiles.NameOf(stem + writer.Ending())))
            .ToList();
        var at = files[0].Path;
        try
        {
            WriteAll();
            return new WriteOutcome.Written([.. files.Select(file => file.Path)]);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            files.ForEach(file => TryDelete(file.Partial));
            return new WriteOutcome.Failed(
                $"{at} was not written: {OneLine(cause)} Make room or the folder writable and run the same command again; what was answered is kept.");
        }

        // All stay open, and so locked, until they are renamed.
        void WriteAll()
        {
            var open = new List<Stream>();
            try
            {
                foreach (var file in files)
                {
                    at = file.Path;
                    open.Add(Create(file.Partial));
                    file.Writer.Write(tree, _plain, open[^1]);
                    (open[^1] as FileStream)?.Flush(flushToDisk: true);
                }

                foreach (var file in files)
                {
                    at = file.Path;
                    File.Move(file.Partial, file.Path, overwrite: true);
                }
            }
            finally
            {
                open.ForEach(stream => stream.Dispose());
            }
        }
    }

    // .NET says of a file in the way only that it exists.
    private string Reason(Exception cause)
    {
        var at = _folder;
        while (at is not null && !Path.Exists(at))
        {
            at = Path.GetDirectoryName(at);
        }

        return File.Exists(at) ? $"{at} is a file and no folder." : OneLine(cause);
    }

    private static string OneLine(Exception cause)
    {
        var line = cause.Message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The next run tries again; the name says what it is.
        }
    }
}
