using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A SQLite ledger in a folder of its own.</summary>
internal sealed class SqliteBackend : LedgerBackend
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-");

    public string FilePath => Path.Combine(_folder.FullName, "ledger.db");

    public SqliteLedgerOptions Options => new() { Path = FilePath, Time = Time };

    public override async ValueTask<ILedger> OpenAsync() => await SqliteLedger.OpenAsync(Options, TestContext.Current.CancellationToken);

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
