namespace IocExplorer.Messages;

/// <summary>How old an answer may be, as points in time on the ledger's clock, in whole milliseconds.</summary>
/// <param name="FactsSince">Facts (found, empty) from this moment on are accepted; older ones are asked anew. Not in the
/// future, or it is never satisfied.</param>
/// <param name="FailuresSince">
/// Failures (not answered) from this moment on are shared; older ones are asked anew. A run gives its own start, so that it asks again what
/// failed before it, but does not ask for ever what fails now.
/// </param>
public readonly record struct Freshness(DateTimeOffset FactsSince, DateTimeOffset FailuresSince);
