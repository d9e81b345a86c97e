using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>
/// Every trouble that a source can make: the run ends by itself, says what is missing and why, loses nothing, and the next run, once the
/// source is well, gives the bytes of an undisturbed one without asking again what was answered.
/// </summary>
public sealed class TroubleTests
{
    private const string Key = "s3cret-key-0123456789abcdef";

    // The same for every trouble, and asked for once.
    private static readonly Lazy<Task<SortedDictionary<string, byte[]>>> Undisturbed = new(ExploreUndisturbedAsync);

    /// <summary>The trouble, and what the node, the summary and the screen say of it.</summary>
    public static TheoryData<string, string> Troubles { get; } = new()
    {
        { "status:400", "HTTP 400" },
        { "status:403", "HTTP 403" },
        { "status:409", "HTTP 409" },
        { "status:429", "HTTP 429" },
        { "status:429,retry-after=0", "HTTP 429" },
        { "status:429,retry-after=past", "HTTP 429" },
        { "status:429,retry-after=1", "HTTP 429" },
        { "status:429,retry-after=future", "HTTP 429" },
        { "status:429,retry-after=soon", "HTTP 429" },
        { "edge-429", "HTTP 429" },
        { "status:500", "HTTP 500" },
        { "status:502", "HTTP 502" },
        { "status:503,retry-after=1", "HTTP 503" },
        { "status:504", "HTTP 504" },
        { "hang", "no answer within" },
        { "hang:body", "no answer within" },
        { "drip,every=200", "no answer within" },
        { "reset:headers", "failed" },
        { "reset:body", "failed" },
        { "truncate", "malformed" },
        { "malformed:cut", "malformed" },
        { "malformed:unquoted", "malformed" },
        { "malformed:garbage", "malformed" },
        { "malformed:blank", "malformed" },
        { "shape:data-object", "malformed" },
        { "shape:data-string", "malformed" },
        { "shape:data-number", "malformed" },
        { "shape:data-null", "malformed" },
        { "shape:items-numbers", "malformed" },
        { "shape:value-number", "malformed" },
        { "shape:top-array", "malformed" },
        { "html", "malformed" },
        { "quota-text:json", "throttled" },
        { "quota-text:text", "throttled" },
        { "bomb", "8 MiB" },
        { "big", "8 MiB" },
        { "deep", "malformed" },
        { "redirect", "redirect" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Explore_WithATrouble_SaysWhatIsMissingAndTheNextRunCompletesIt(string trouble, string said)
    {
        const string operation = "domain_resolutions";
        await using var simulator = await Simulator.StartAsync(new() { World = SmallWorld(emptyShare: 0.3) });
        var undisturbed = await Undisturbed.Value;
        simulator.SetTroubles(WithOperation(trouble, operation));
        using var user = User(simulator);
        if (said == "no answer within")
        {
            // Long enough for the sound answers of a busy machine: one that comes too late is asked again, and that is what is counted here.
            user.Set("resilience__attemptTimeout", "3s");
        }

        var troubled = await user.RunHereAsync("explore", "--summary", "summary.json");
        var audit = Audit(user, simulator);
        var summary = await File.ReadAllTextAsync(Path.Combine(user.Folder, "summary.json"), TestContext.Current.CancellationToken);
        var foreign = simulator.Stats.ForeignRequests;
        simulator.SetTroubles();
        user.ForgetResults();
        user.Set("resilience__attemptTimeout", "15s");
        var recovered = await user.RunHereAsync("explore", "--quiet");

        troubled.ExitCode.ShouldBe(1, troubled.Everything);
        troubled.Everything.ShouldContain(operation);
        troubled.Everything.ShouldContain(said);
        audit.Mislabelled.ShouldBeEmpty();
        audit.Missing.ShouldBeGreaterThan(0);
        foreign.ShouldBeEmpty();
        (troubled.Everything + summary).ShouldNotContain(Key);
        recovered.ExitCode.ShouldBe(0, recovered.Everything);
        TreeBytes.ShouldBe(user.Trees(), undisturbed);
        simulator.Stats.AnsweredAgain.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_WithARefusedKey_SwitchesTheSourceOffWithOneLineAndAsksTheOther()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = SmallWorld(emptyShare: 0.3) });
        using var user = User(simulator);
        simulator.SetTroubles("status:401,source=VirusTotal");

        var run = await user.ExploreAsync();

        run.ExitCode.ShouldBe(1, run.Everything);
        simulator.Stats.ByOperation.Where(pair => pair.Key == "domain_resolutions").Sum(pair => pair.Value).ShouldBeLessThanOrEqualTo(64);
        Lines(run, "refused the key").Count(line => line.Contains("VirusTotal", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        Audit(user, simulator).Mislabelled.ShouldBeEmpty();
        run.Everything.ShouldNotContain(Key);
    }

    [Fact]
    public async Task Explore_WithoutNetwork_EndsAndNamesBothSources()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = SmallWorld(emptyShare: 0.3) });
        using var user = User(simulator).Set("resilience__breakerPause", "500ms");
        var seeds = SeedLines.Of(simulator.World, 40);
        user.Seeds(seeds);
        await simulator.DisposeAsync();

        var run = await user.ExploreAsync();

        run.ExitCode.ShouldBe(1, run.Everything);
        run.Everything.ShouldContain("VirusTotal");
        run.Everything.ShouldContain("QiAnXin");
        run.Everything.ShouldContain("could not be reached");
        var audit = new TreeAudit(simulator.World, depth: 3);
        foreach (var (_, bytes) in user.Trees().Where(tree => tree.Key.EndsWith(".json", StringComparison.Ordinal)))
        {
            audit.Add(bytes);
        }

        audit.Mislabelled.ShouldBeEmpty();
        audit.Missing.ShouldBe(audit.Answers);
    }

    [Theory]
    [InlineData("next-elsewhere")]
    [InlineData("next-loop")]
    [InlineData("next-loop:same")]
    [InlineData("next-loop:empty")]
    public async Task Explore_WithTreacherousPaging_StaysAtItsSourceAndEnds(string trouble)
    {
        await using var simulator = await Simulator.StartAsync(new() { World = SmallWorld(emptyShare: 0) });
        using var user = User(simulator).Set("sources__VirusTotal__limit", "100");
        simulator.SetTroubles(WithOperation(trouble, "domain_resolutions"));

        var run = await user.RunHereAsync("explore");

        run.ExitCode.ShouldBeOneOf(0, 1);
        simulator.Stats.ForeignRequests.ShouldBeEmpty();
        run.Everything.ShouldNotContain(Key);
    }

    private static async Task<SortedDictionary<string, byte[]>> ExploreUndisturbedAsync()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = SmallWorld(emptyShare: 0.3) });
        using var user = User(simulator);
        (await user.RunHereAsync("explore", "--quiet")).ExitCode.ShouldBe(0);
        return user.Trees();
    }

    private static SyntheticWorld SmallWorld(double emptyShare) => new(new() { Seed = 7, EmptyShare = emptyShare, FanOut = 3 });

    private static Workspace User(Simulator simulator) =>
        new Workspace().PointTo(simulator.BaseAddress, key: Key).Seeds(SeedLines.Of(simulator.World, 4));

    private static string WithOperation(string trouble, string operation) => $"{trouble},operation={operation}";

    private static IEnumerable<string> Lines(ProgramResult run, string with) =>
        run.Everything.Split('\n').Where(line => line.Contains(with, StringComparison.Ordinal));

    private static TreeAudit Audit(Workspace user, Simulator simulator)
    {
        var audit = new TreeAudit(simulator.World, depth: 3);
        foreach (var (_, bytes) in user.Trees().Where(tree => tree.Key.EndsWith(".json", StringComparison.Ordinal)))
        {
            audit.Add(bytes);
        }

        return audit;
    }
}
