namespace IocExplorer.Workers.Asking;

/// <summary>What came back: a good page by the word of the operation that asked.</summary>
/// <param name="Body">A copy, decompressed.</param>
internal sealed record SharedReply(int Status, byte[] Body);
