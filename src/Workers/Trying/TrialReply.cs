namespace IocExplorer.Workers.Trying;

/// <summary>What a source sent back.</summary>
/// <param name="Body">After decompression.</param>
public sealed record TrialReply(int Status, ReadOnlyMemory<byte> Body);
