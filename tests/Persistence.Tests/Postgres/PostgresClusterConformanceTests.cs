using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class PostgresClusterConformanceTests : ClusterLedgerConformance
{
    protected override LedgerStore CreateStore() => new PostgresTestStore();
}
