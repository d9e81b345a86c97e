using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

public sealed class SqliteLedgerConformanceTests : LedgerStoreConformance
{
    protected override LedgerBackend CreateBackend() => new SqliteBackend();
}
