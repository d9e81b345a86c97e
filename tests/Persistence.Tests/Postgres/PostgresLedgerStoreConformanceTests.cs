using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class PostgresLedgerStoreConformanceTests : LedgerStoreConformance
{
    private protected override int ModelRuns => 20;

    protected override LedgerBackend CreateBackend() => new PostgresBackend();
}
