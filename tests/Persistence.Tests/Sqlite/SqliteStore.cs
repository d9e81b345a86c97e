using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A SQLite ledger in a folder of its own.</summary>
internal sealed class SqliteStore : LedgerStore
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-");

    public string FilePath => Path.Combine(_folder.FullName, "ledger.db");

    /// <summary>SQLite locks a file, not rows: one process has it.</summary>
    public override bool ServesManyProcesses => false;

    public SqliteLedgerOptions Options => new() { Path = FilePath, Time = Time };

    public override async ValueTask<IClaimLedger> OpenAsync() => await SqliteLedger.OpenAsync(Options, TestContext.Current.CancellationToken);

    /// <summary>An orderly end; the death of a real process has its own test.</summary>
    public override async ValueTask<IClaimLedger> ReopenAfterDeathAsync(IClaimLedger dead)
    {
        await dead.DisposeAsync();
        return await OpenAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
