namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>What happened to one query: an operation on an IOC.</summary>
public sealed record QueryCount
{
    public required string Operation { get; init; }

    public required string Value { get; init; }

    /// <summary>How often its first page was requested, whatever came back.</summary>
    public int Asked { get; init; }

    /// <summary>How often its first page was answered well. More than 1: a paid call was wasted.</summary>
    public int Answered { get; init; }

    /// <summary>How often a trouble was given instead.</summary>
    public int Troubled { get; init; }

    /// <summary>How often it was refused, throttled or left by the client.</summary>
    public int NotServed { get; init; }

    /// <summary>Requests for pages after the first.</summary>
    public int FurtherPages { get; init; }

    /// <summary>Requests for a further page that had been requested before.</summary>
    public int PagesAskedAgain { get; init; }
}
