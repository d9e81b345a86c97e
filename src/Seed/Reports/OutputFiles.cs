namespace IocExplorer.Seed.Reports;

/// <summary>
/// The files of a command, each with what it is. A file that it writes replaces what stood there, so it must be none of the others: a summary in the place
/// of the ledger would be the end of every answer that was paid for.
/// </summary>
internal sealed class OutputFiles
{
    private static readonly string[] _besideLedgers = ["-wal", "-shm", "-journal", ".lock", ".quotas", ".quotas-wal", ".quotas-shm", ".quotas-journal"];

    private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <param name="path">Full path of a file that must stay.</param>
    /// <param name="what">For messages: <c>the seed file</c>.</param>
    public void Keep(string path, string what) => _taken.TryAdd(path, what);

    /// <param name="path">Full path of the ledger, which has files beside it.</param>
    public void KeepLedger(string path)
    {
        Keep(path, "the ledger");
        foreach (var ending in _besideLedgers)
        {
            Keep(path + ending, "a file of the ledger");
        }
    }

    /// <summary>Why a file cannot be written there; null when it can, and the place is then taken.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="what">What it is, for messages about later ones.</param>
    public string? TakePlace(string path, string what)
    {
        if (_taken.TryGetValue(path, out var other))
        {
            return $"it is {other}";
        }

        Keep(path, what);
        return WholeFile.ValidateWritable(path);
    }
}
