namespace IocExplorer.Messages;

/// <summary>One tree of a hunt.</summary>
/// <param name="Hunt">The hunt.</param>
/// <param name="Number">The place of its seed among the seeds of the hunt, from 1.</param>
public readonly record struct TreeId(HuntId Hunt, int Number);
