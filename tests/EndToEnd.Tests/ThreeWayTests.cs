using System.Globalization;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>Found, empty and not answered are never mistaken for one another, whatever the sources do.</summary>
public sealed class ThreeWayTests
{
    private const int Seeds = 200;

    private static readonly string[] Faults =
    [
        "status:500", "status:502", "status:503", "status:504", "status:429", "edge-429", "reset", "truncate", "malformed", "shape", "html", "quota-text",
        "deep",
    ];

    // The same for every rate, and asked for once.
    private static readonly Lazy<Task<SortedDictionary<string, byte[]>>> Undisturbed = new(ExploreUndisturbedAsync);

    /// <summary>Three rates over the same hunt: 3 x 200 trees, some 40,000 answers a rate.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(50)]
    public async Task Explore_UnderFaults_CallsMissingWhatIsMissingAndRecoversToTheSameBytes(int percent)
    {
        await using var simulator = await Simulator.StartAsync();
        var undisturbed = await Undisturbed.Value;
        var rate = (percent / 100.0 / Faults.Length).ToString(CultureInfo.InvariantCulture);
        simulator.SetTroubles(Faults.Select(fault => $"{fault}={rate}"));

        using var user = new Workspace().PointTo(simulator.BaseAddress).Set("resilience__firstPause", "1ms").Set("resilience__longestPause", "4ms")
            .Set("resilience__retryAfterFloor", "1ms").Set("resilience__retryAfterCeiling", "2ms").Seeds(SeedLines.Of(simulator.World, Seeds));
        var troubled = await user.RunHereAsync("explore", "--quiet");
        var audit = Audit(user, simulator);
        simulator.SetTroubles();
        user.ForgetResults();
        var recovered = await user.RunHereAsync("explore", "--quiet");

        audit.Mislabelled.ShouldBeEmpty();
        audit.Answers.ShouldBeGreaterThan(34_000);
        troubled.ExitCode.ShouldBe(audit.Missing > 0 ? 1 : 0, troubled.Everything);
        recovered.ExitCode.ShouldBe(0, recovered.Everything);
        TreeBytes.ShouldBe(user.Trees(), undisturbed);
        simulator.Stats.AnsweredAgain.ShouldBeEmpty();
    }

    private static async Task<SortedDictionary<string, byte[]>> ExploreUndisturbedAsync()
    {
        await using var simulator = await Simulator.StartAsync();
        using var user = new Workspace().PointTo(simulator.BaseAddress).Seeds(SeedLines.Of(simulator.World, Seeds));
        var run = await user.RunHereAsync("explore", "--quiet");
        run.ExitCode.ShouldBe(0, run.Everything);
        return user.Trees();
    }

    private static TreeAudit Audit(Workspace user, Simulator simulator)
    {
        var audit = new TreeAudit(simulator.World, depth: 3);
        foreach (var (file, bytes) in user.Trees())
        {
            if (file.EndsWith(".json", StringComparison.Ordinal))
            {
                audit.Add(bytes);
            }
        }

        return audit;
    }
}
