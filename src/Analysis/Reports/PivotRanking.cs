namespace IocExplorer.Analysis.Reports;

/// <summary>What a shared IOC is worth.</summary>
/// <param name="seeds">Of the hunt.</param>
/// <param name="otherSeeds">Of the ledger's other hunts.</param>
internal sealed class PivotRanking(ReportOptions options, int seeds, int otherSeeds)
{
    private readonly int _hubSeeds = options.HubSeedsOf(seeds);
    private readonly int _hubOtherSeeds = ReportOptions.HubOtherSeedsOf(otherSeeds);

    /// <param name="boundSeeds">How many seeds reach it without passing noise.</param>
    /// <param name="distance">Levels below the nearest of these, or of all when there are none.</param>
    public Candidate Rank(SharedIoc shared, int boundSeeds, int distance)
    {
        var standing = StandingOf(shared, boundSeeds);

        // More seeds weigh more, near ones more than far ones, and what has few neighbours beside them more than what has many.
        var others = Math.Max(0, shared.Degree - shared.Seeds);
        var score = boundSeeds / (double)Math.Max(1, distance) / (1 + Math.Log2(1 + others)) * RarityOf(shared);
        var weighed = shared.Marks.HasFlag(IocMarks.KnownBad) ? 2 * score : score;

        // Of what joins nothing, that which joins least comes last.
        return new(shared, standing, standing <= PivotStanding.Hosting ? weighed : 1.0 / shared.Seeds, boundSeeds, distance);
    }

    public string? NoteOf(Candidate candidate) => candidate.Standing switch
    {
        PivotStanding.BehindNoise =>
            $"reached over hubs or shared infrastructure by all of its {candidate.Shared.Seeds} seeds but {candidate.BoundSeeds}",
        PivotStanding.Hosting => "hosting: anybody can rent it",
        PivotStanding.Hub when candidate.Shared.Seeds > _hubSeeds => $"hub: in {candidate.Shared.Seeds} of {seeds} trees (more than {_hubSeeds})",
        PivotStanding.Hub when candidate.Shared.Degree > options.HubDegree =>
            $"hub: {candidate.Shared.Degree} neighbours (more than {options.HubDegree})",
        PivotStanding.Hub when candidate.Shared.OtherSeeds > _hubOtherSeeds =>
            $"hub: {candidate.Shared.OtherSeeds} of {otherSeeds} seeds of other hunts have it (more than {_hubOtherSeeds})",
        PivotStanding.Hub => "hub: the hunt parked it",
        PivotStanding.Shared => "shared infrastructure",
        PivotStanding.KnownGood => "known to be good",
        _ => null,
    };

    private PivotStanding StandingOf(SharedIoc shared, int boundSeeds) =>
        shared.Marks.HasFlag(IocMarks.KnownGood) ? PivotStanding.KnownGood
        : shared.Marks.HasFlag(IocMarks.Shared) ? PivotStanding.Shared
        : IsHub(shared) ? PivotStanding.Hub
        : shared.Marks.HasFlag(IocMarks.Hosting) ? PivotStanding.Hosting
        : boundSeeds < 2 ? PivotStanding.BehindNoise
        : PivotStanding.Specific;

    private bool IsHub(SharedIoc shared) =>
        shared.Seeds > _hubSeeds
        || shared.Degree > options.HubDegree
        || shared.OtherSeeds > _hubOtherSeeds
        || shared.Marks.HasFlag(IocMarks.Parked);

    // Inverse document frequency, from 1 for what no other seed has down to nearly 0 for what all have.
    private double RarityOf(SharedIoc shared) => Math.Log((otherSeeds + 2.0) / (shared.OtherSeeds + 1)) / Math.Log(otherSeeds + 2.0);
}
