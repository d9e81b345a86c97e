namespace IocExplorer.Messages.Service;

/// <summary>What <c>POST /api/v1/hunts</c> takes as JSON. Everything but the seeds may be left out.</summary>
public sealed record SubmitHunt
{
    /// <summary>For people; at most 200 characters, no control characters. Default: <c>hunt</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Lines of a seed file, <c>type,value</c> each; the type may be left out. Read as <c>explore</c> reads its CSV.</summary>
    public IReadOnlyList<string>? Seeds { get; init; }

    /// <summary>Levels asked about below each seed; 1 to 16. Default: the service's <c>general.depth</c>.</summary>
    public int? Depth { get; init; }

    /// <summary>Answers of the ledger up to this age are used: <c>24h</c>. Default: the service's <c>general.maxAge</c>.</summary>
    public string? MaxAge { get; init; }

    /// <summary>Asks everything anew, whatever the ledger has.</summary>
    public bool Refresh { get; init; }

    /// <summary>Leaves out of the trees what those of the original tool do not have.</summary>
    public bool Plain { get; init; }
}
