using IocExplorer.Messages;

namespace IocExplorer.Workers.Files;

/// <summary>
/// Keeps a <see cref="FileSource"/> as its files are. A look compares names, sizes and times first and reads only when one of them changed; what was read decides by its
/// fingerprint, so a touched file or a new comment is no change. For one thread at a time.
/// </summary>
public sealed class FileSourceWatch
{
    /// <summary>How often a look is due at the least.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<string> _paths;
    private readonly TimeProvider _time;
    private IReadOnlyList<(string, long, DateTime)> _stamps;
    private long _looked;

    /// <summary>Reads the files for the first time.</summary>
    /// <param name="paths">As for <see cref="FileSource.Load"/>.</param>
    public FileSourceWatch(IReadOnlyList<string> paths, TimeProvider time)
    {
        _paths = paths;
        _time = time;
        _looked = time.GetTimestamp();

        // Before the files are read: what changes in between is seen by the next look.
        _stamps = Stamps();
        Current = FileSource.Load(paths);
    }

    /// <summary>What the files said at the last look that found a change.</summary>
    public FileSource Current { get; private set; }

    /// <summary>Whether the last look is longer ago than <see cref="Interval"/>.</summary>
    public bool IsDue => _time.GetElapsedTime(_looked) >= Interval;

    /// <summary>Looks now: to be called when a hunt begins, and whenever it is due.</summary>
    /// <returns>Whether <see cref="Current"/> is another source now: one with another <see cref="Operation.Key"/>, whose answers are asked anew.</returns>
    public bool Look()
    {
        _looked = _time.GetTimestamp();
        var stamps = Stamps();
        if (stamps.SequenceEqual(_stamps))
        {
            return false;
        }

        _stamps = stamps;
        var read = FileSource.Load(_paths);
        var isOther = read.Operations[0].Key != Current.Operations[0].Key;
        Current = read;
        return isOther;
    }

    private List<(string, long, DateTime)> Stamps()
    {
        try
        {
            return [.. RelationPaths.Of(_paths).Select(f => new FileInfo(f.Path)).Select(f => f.Exists ? (f.FullName, f.Length, f.LastWriteTimeUtc) : (f.FullName, -1, default))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that goes away while it is looked at: the next look finds it changed.
            return [];
        }
    }
}
