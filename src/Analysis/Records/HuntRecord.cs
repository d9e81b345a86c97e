namespace IocExplorer.Analysis.Records;

/// <summary>What is kept of a hunt beside its trees.</summary>
/// <param name="Id">In its ledger file or service.</param>
/// <param name="Name">As the user gave it; null without one.</param>
/// <param name="EndedAt">When its last tree was written; null while it goes on, and when it was interrupted.</param>
/// <param name="Depth">Levels below the seeds.</param>
public sealed record HuntRecord(long Id, string? Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int Depth, HuntRules Rules, int Seeds);
