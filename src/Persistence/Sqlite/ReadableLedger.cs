using IocExplorer.Persistence.Sqlite.Hunts;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>The hunts of a ledger file for reading: of the file itself, or of a copy while another process has it in use.</summary>
public sealed class ReadableLedger : IAsyncDisposable
{
    private readonly SqliteLedger _ledger;
    private readonly LedgerCopy? _copy;

    private ReadableLedger(SqliteLedger ledger, LedgerCopy? copy, DateTimeOffset? copiedAt) => (_ledger, _copy, CopiedAt) = (ledger, copy, copiedAt);

    public SqliteHunts Hunts => _ledger.Hunts;

    /// <summary>From when the copy is; null: it is none, and no process has the file in use.</summary>
    public DateTimeOffset? CopiedAt { get; }

    /// <summary>Opens the file as <see cref="SqliteLedger.OpenAsync"/> does; one that is in use is copied, which takes as much room as it has bytes.</summary>
    /// <exception cref="LedgerException">As there; in use only when no copy of it holds together.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As well.</exception>
    public static async Task<ReadableLedger> OpenAsync(SqliteLedgerOptions options, CancellationToken cancellation)
    {
        LedgerException inUse;
        try
        {
            return new(await SqliteLedger.OpenAsync(options, cancellation), null, null);
        }
        catch (LedgerException error) when (error.Kind == LedgerErrorKind.InUse)
        {
            inUse = error;
        }

        var now = options.Time.GetUtcNow();
        if (LedgerCopy.Make(options.Path, cancellation) is not { } copy)
        {
            throw inUse;
        }

        try
        {
            return new(await SqliteLedger.OpenAsync(options with { Path = copy.Path }, cancellation), copy, now);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _copy?.Dispose();
    }
}
