namespace IocExplorer.Seed.Progress;

/// <summary>How a run stands at one moment, for displays.</summary>
internal sealed record RunProgress
{
    public required int Trees { get; init; }

    public required int TreesDone { get; init; }

    /// <summary>Queries known so far, those answered by the ledger included.</summary>
    public required long Asked { get; init; }

    /// <summary>Those with an answer: something, or nothing.</summary>
    public required long Answered { get; init; }

    /// <summary>Those that were given up for now.</summary>
    public required long NotAnswered { get; init; }

    /// <summary>Since the run began.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyList<SourceLine> Sources { get; init; }

    /// <summary>Null when nothing bounds it, or it is not known yet.</summary>
    public TimeLeft? TimeLeft { get; init; }
}
