namespace IocExplorer.Analysis.Reports;

/// <summary>The written names of standings: <c>specific</c>, <c>behind-noise</c>, <c>hosting</c>, <c>hub</c>, <c>shared</c>, <c>known-good</c>.</summary>
public static class PivotStandingNames
{
    public static string Name(this PivotStanding standing) => standing switch
    {
        PivotStanding.Specific => "specific",
        PivotStanding.BehindNoise => "behind-noise",
        PivotStanding.Hosting => "hosting",
        PivotStanding.Hub => "hub",
        PivotStanding.Shared => "shared",
        PivotStanding.KnownGood => "known-good",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "No such standing."),
    };
}
