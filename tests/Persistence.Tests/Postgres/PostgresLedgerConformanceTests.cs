using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class PostgresLedgerConformanceTests : LedgerConformance
{
    private protected override int ModelRuns => 20;

    protected override LedgerStore CreateStore() => new PostgresTestStore();
}
