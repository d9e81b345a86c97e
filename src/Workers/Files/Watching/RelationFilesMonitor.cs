namespace IocExplorer.Workers.Files.Watching;

/// <summary>
/// Looks at the files and folders that a worker was given, reads what has changed, and swaps what is asked as a whole. A file is read when it was the same at
/// two looks in a row, from a copy. A file that cannot be read (broken JSON, empty, a CSV without a valid line) or was removed changes nothing: its former
/// content is kept, and a warning is logged. A file that was taken out of a folder is no longer asked; a folder that has become empty or is gone is rather one
/// that is not mounted, and is kept. At the start nothing is asked until the files that are there are read or found to be no good.
/// </summary>
/// <param name="paths">Full paths of files and folders.</param>
internal sealed class RelationFilesMonitor(IReadOnlyList<string> paths, TimeSpan every, TimeProvider time, Action<Notice> tell) : IDisposable
{
    private const int MostBadLines = 3;
    private const int MostShown = 100;

    // At the start the look that finds a file at rest comes this soon, and files that never rest are waited for no longer.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestStart = TimeSpan.FromMinutes(1);

    private readonly RelationFileCopies _stage = new();
    private readonly List<WatchedFolder> _named = [.. paths.Select(p => new WatchedFolder(p))];
    private readonly HashSet<string> _said = [];
    private volatile RelationFilesSnapshot _held = RelationFilesSnapshot.Nothing;
    private DateTimeOffset? _startedAt;
    private bool _isAwaited;

    // Something else is to be asked than is.
    private bool _isDue;

    public event Action? Changed;

    /// <summary>Cheap; any thread.</summary>
    public RelationFilesSnapshot Held => _held;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                Look();
                await Task.Delay(_isAwaited && every > s_soon ? s_soon : every, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>One look at all files. Not from several threads at once.</summary>
    public void Look()
    {
        _named.ForEach(Look);
        _startedAt ??= time.GetUtcNow();
        List<WatchedFile> files = [.. _named.SelectMany(n => n.Files)];
        foreach (var file in files)
        {
            Say(file);
        }

        Publish(files);
    }

    public void Dispose() => _stage.Dispose();

    private void Look(WatchedFolder named)
    {
        var found = named.Find();
        foreach (var path in found)
        {
            _isDue |= Look(named.Of(path, _stage));
        }

        foreach (var file in named.Missing(found))
        {
            if (found.Count == 0)
            {
                file.Fail("is gone");
            }
            else if (file.Miss())
            {
                named.Remove(file);
                _isDue |= file.IsHeld;
            }
        }
    }

    /// <returns>Whether there is something else to be asked.</returns>
    private bool Look(WatchedFile file)
    {
        try
        {
            var mark = FileMark.Of(file.Path);
            return file.See(mark, _startedAt is null && time.GetUtcNow().UtcDateTime - mark.WrittenAt > every) && Read(file, mark);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            file.Fail(error is FileNotFoundException or DirectoryNotFoundException ? "is not there" : $"cannot be read ({DetailText.Of(error.Message, null)})");
            return false;
        }
    }

    private bool Read(WatchedFile file, FileMark mark)
    {
        if (mark.Size == 0)
        {
            file.Refuse(mark, "is empty (a header line alone says that there is nothing)");
            return false;
        }

        if (RelationFileCopies.Copy(file, mark) is not { } copy)
        {
            file.Fail(WatchedFile.BeingWritten);
            return false;
        }

        var read = FileSource.Load([copy]);
        if (Validate(read, file) is { } why)
        {
            file.Refuse(mark, why);
            return false;
        }

        RelationFileCopies.Accept(file, copy);
        foreach (var bad in read.BadLines.Take(MostBadLines))
        {
            tell(new(IsError: true, (bad with { File = file.Path }).ToString()));
        }

        if (read.BadLines.Count > MostBadLines)
        {
            tell(new(IsError: true, $"{file.Path}: {read.BadLines.Count - MostBadLines} more lines are left out."));
        }

        return file.Hold(mark, read.Relations, read.Operations[0].Shape, time.GetUtcNow());
    }

    private static string? Validate(FileSource read, WatchedFile file)
    {
        foreach (var bad in read.BadLines)
        {
            if (bad.Reason.StartsWith("is not JSON", StringComparison.Ordinal))
            {
                return $"is broken JSON{(bad.Line > 0 ? $" from line {bad.Line} on" : "")}";
            }

            if (bad is { Line: 0, Place.Length: 0 })
            {
                return bad.Reason;
            }
        }

        var isCsv = !new RelationPaths.Found(file.Path, IsNamed: false).IsJson;
        return read.Relations == 0 && read.BadLines.Count > 0 && (isCsv || file.HasRelations)
            ? $"has nothing that can be used ({(read.BadLines[0] with { File = "first" }).ToString()})"
            : null;
    }

    private void Publish(List<WatchedFile> files)
    {
        var before = _held.Source;

        // A part of a folder is not asked as if it were all of it.
        _isAwaited = before is null && time.GetUtcNow() - _startedAt < s_longestStart && files.Exists(f => f.Error == WatchedFile.BeingWritten);
        var waits = _named.Find(n => !n.Files.Any(f => f.IsHeld) || (_isAwaited && n.Files.Any(f => f.Error == WatchedFile.BeingWritten)));
        var source = waits is null && (before is null || _isDue) ? Read(files) ?? before : before;
        if (source is null && waits is { Files.Count: 0 })
        {
            SayOnce(waits.Path, $"{waits.Path} holds no CSV or JSON file of relations: relations of your own are not asked until it does.", isError: true);
        }

        var why = waits?.Files.FirstOrDefault(f => f.Error is not null)?.Error ?? "has no file that can be read";
        _held = new(source, Shown(files), source is null ? $"{waits?.Path} {why}" : null);
        if (source != before)
        {
            Changed?.Invoke();
        }
    }

    // It is sent to the whole cluster every second.
    private static List<HeldFile> Shown(List<WatchedFile> files)
    {
        List<HeldFile> held = [.. files.Select(f => f.ToHeld()).OrderBy(f => f.Trouble is null)];
        var others = held.Skip(MostShown).ToList();
        return others.Count == 0 ? [.. files.Select(f => f.ToHeld())]
            : [.. held.Take(MostShown), new($"{others.Count} other files", others.Sum(f => f.Relations), others.Max(f => f.Since))];
    }

    /// <returns>All that is held as one; null when a copy was deleted from the temporary folder: it is made again first.</returns>
    private FileSource? Read(List<WatchedFile> files)
    {
        var held = files.FindAll(f => f.IsHeld);
        var lost = held.FindAll(f => !File.Exists(f.Staged));
        lost.ForEach(f => f.Forget());
        _isDue = lost.Count > 0;
        if (_isDue)
        {
            return null;
        }

        var source = FileSource.Load([.. held.Select(f => f.Staged)]);
        var kind = held.Count == 1 ? "file" : "files";
        tell(new(IsError: false, $"Relations of your own: {source.Relations:N0} of {held.Count:N0} {kind} are asked from now on."));
        return source;
    }

    private void Say(WatchedFile file)
    {
        if (file.Error is { } error)
        {
            SayOnce(file.Path, $"{file.Path} {error}" + (file.IsHeld ? ": what it held is asked on." : "."), error != WatchedFile.BeingWritten);
        }
        else
        {
            _said.RemoveWhere(said => said.StartsWith(file.Path + "\n", StringComparison.Ordinal));
        }
    }

    private void SayOnce(string path, string line, bool isError)
    {
        if (_said.Add($"{path}\n{line}"))
        {
            tell(new(isError, line));
        }
    }
}
