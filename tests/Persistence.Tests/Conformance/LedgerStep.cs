namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>One thing done to the ledger. The numbers choose hunt, queries, age and answer; they mean what the step makes of them.</summary>
internal sealed record LedgerStep(LedgerStepKind Kind, int A, int B, int C);

internal enum LedgerStepKind
{
    Ask,
    Claim,
    Answer,
    Release,
    Pass,
    Reopen,
}
