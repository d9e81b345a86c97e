using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

public sealed class SqliteLedgerConformanceTests : LedgerConformance
{
    protected override LedgerStore CreateStore() => new SqliteStore();
}
