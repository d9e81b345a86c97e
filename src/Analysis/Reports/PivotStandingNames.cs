namespace IocExplorer.Analysis.Reports;

/// <summary>The written names of standings: <c>specific</c>, <c>behind-noise</c>, <c>hosting</c>, <c>hub</c>, <c>shared</c>, <c>known-good</c>.</summary>
public static class PivotStandingNames
{
    private static readonly string[] s_names = ["specific", "behind-noise", "hosting", "hub", "shared", "known-good"];

    public static string Name(this PivotStanding standing) => standing is >= PivotStanding.Specific and <= PivotStanding.KnownGood
        ? s_names[(int)standing - 1]
        : throw new ArgumentOutOfRangeException(nameof(standing), standing, "No such standing.");
}
