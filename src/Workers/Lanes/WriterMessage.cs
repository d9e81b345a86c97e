using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>What came of a claim: an answer to record, or (null) the claim is handed back.</summary>
internal readonly record struct WriterMessage(Claim Claim, Answer? Answer);
