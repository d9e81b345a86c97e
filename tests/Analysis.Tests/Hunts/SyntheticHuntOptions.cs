namespace IocExplorer.Analysis.Tests.Hunts;

/// <summary>How large a made-up hunt is, and what is hidden in it.</summary>
internal sealed record SyntheticHuntOptions
{
    public int Seeds { get; init; } = 2000;

    /// <summary>Pieces of infrastructure, each shared by 3 to 30 seeds of its own.</summary>
    public int Pieces { get; init; } = 20;

    /// <summary>IOCs that hang on 10 to 60 % of the seeds, and mean nothing; every second one has a tag that says so.</summary>
    public int Hubs { get; init; } = 50;

    /// <summary>IOCs of each seed that no other has.</summary>
    public int OwnIocs { get; init; } = 20;

    public int Random { get; init; } = 1;
}
