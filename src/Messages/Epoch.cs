namespace IocExplorer.Messages;

/// <summary>
/// The fencing number of a claim or a lease. It grows each time the thing changes hands and is never reset, so that a write by an
/// owner of the past is recognised and refused.
/// </summary>
public readonly record struct Epoch(long Value);
