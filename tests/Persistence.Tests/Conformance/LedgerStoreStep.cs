namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>One thing done to the ledger. The numbers choose queries, age and answer; they mean what the step makes of them.</summary>
internal sealed record LedgerStoreStep(LedgerStoreStepKind Kind, int A, int B, int C);

internal enum LedgerStoreStepKind
{
    Record,
    LookUp,
    Pass,
    SetBack,
    Reopen,
}
