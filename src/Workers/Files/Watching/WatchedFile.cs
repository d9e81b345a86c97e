namespace IocExplorer.Workers.Files.Watching;

/// <summary>What is known of a file that is looked at again and again, and when its content is to be read. No I/O.</summary>
/// <param name="staged">Where the copy is that is read.</param>
internal sealed class WatchedFile(string path, string staged)
{
    public const string BeingWritten = "is being written";

    private FileMark? _seen;
    private FileMark? _held;
    private FileMark? _refused;
    private DateTimeOffset? _since;
    private string? _fingerprint;
    private int _relations;
    private int _missed;

    public string Path => path;

    public string Staged => staged;

    public bool IsHeld => _held is not null;

    public bool HasRelations => _relations > 0;

    /// <summary>Why what stands in the file is not what is held.</summary>
    public string? Error { get; private set; }

    public HeldFile ToHeld() => new(path, _relations, _since) { Trouble = Error };

    /// <summary>It was looked at. Whether it is to be read now: it is another one than is held, and was the same when it was looked at before.</summary>
    /// <param name="hasRested">It is known to have been the same for long enough, although it is seen for the first time.</param>
    public bool See(FileMark mark, bool hasRested)
    {
        _missed = 0;
        var isSame = _seen == mark || hasRested;
        _seen = mark;
        if (mark == _held)
        {
            Error = null;
            return false;
        }

        if (mark == _refused)
        {
            return false;
        }

        Error = isSame ? Error : BeingWritten;
        return isSame;
    }

    /// <summary>What was read is good.</summary>
    /// <returns>False when it says the same as what is held.</returns>
    public bool Hold(FileMark mark, int relations, string fingerprint, DateTimeOffset now)
    {
        (_held, _refused, _relations, Error) = (mark, null, relations, null);
        if (fingerprint == _fingerprint)
        {
            return false;
        }

        (_fingerprint, _since) = (fingerprint, now);
        return true;
    }

    /// <summary>The new content is invalid: it is not read again until the file changes, and the former content is kept.</summary>
    public void Refuse(FileMark mark, string why) => (_refused, Error) = (mark, why);

    /// <summary>The copy is gone: it is to be read once more.</summary>
    public void Forget() => _held = null;

    /// <summary>It cannot be read, or changed while it was.</summary>
    public void Fail(string why) => (_seen, Error) = (null, why);

    /// <summary>It is not in its folder. Whether that is so for the second time: it may have been away only while another took its place.</summary>
    public bool Miss() => ++_missed >= 2;
}
