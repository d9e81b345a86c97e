using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class PostgresLedgerConformanceTests : LedgerConformance
{
    protected override LedgerStore CreateStore() => new PostgresTestStore();
}
