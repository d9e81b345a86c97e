using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>What came of a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Answer">To record; null: the claim is handed back.</param>
/// <param name="Done">Told when the ledger has it; must not wait. Null when nobody waits for that.</param>
internal readonly record struct WriterMessage(Claim Claim, Answer? Answer, Action? Done);
