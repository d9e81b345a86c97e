namespace IocExplorer.Messages;

/// <summary>Why a query has no answer. None of these says anything about the IOC.</summary>
public enum NotAnsweredReason
{
    /// <summary>The source or our own quota says "later" (429, quota text).</summary>
    Throttled = 1,

    /// <summary>The source will not answer this with this key (401, 403, no key), or the request is wrong for it (400).</summary>
    Refused = 2,

    /// <summary>The source could not be reached or failed (no network, time-out, reset, 5xx).</summary>
    Failed = 3,

    /// <summary>Something came back that is no answer: not JSON, cut short, too big, too deep, of the wrong shape.</summary>
    Malformed = 4,
}
