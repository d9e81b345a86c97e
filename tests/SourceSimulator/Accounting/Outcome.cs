namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>How a request ended.</summary>
public enum Outcome
{
    /// <summary>A good answer was given, also when it was "nothing known".</summary>
    Answered,

    /// <summary>A trouble was given instead of the answer.</summary>
    Troubled,

    /// <summary>The key was missing or is none of the accepted ones, or a parameter is impossible.</summary>
    Refused,

    /// <summary>The key's real quota was used up.</summary>
    Throttled,

    /// <summary>The client left before the answer.</summary>
    Abandoned,
}
