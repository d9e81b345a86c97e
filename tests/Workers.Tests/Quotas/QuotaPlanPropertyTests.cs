using IocExplorer.Messages;
using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Testing;

namespace IocExplorer.Workers.Tests.Quotas;

public sealed class QuotaPlanPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Reserve_WithAnyRequestsPausesAndRestarts_OverspendsNoWindow() =>
        Prop.ForAll(Arb.From(Runs(jumps: false, restarts: true)), run => KeepsAllLimits(Play(run), run)).Check(Many);

    [Fact]
    public void Reserve_WithAClockThatIsSetWhileItRuns_OverspendsNoWindow() =>
        Prop.ForAll(Arb.From(Runs(jumps: true, restarts: false)), run => KeepsAllLimits(Play(run), run)).Check(Many);

    [Fact]
    public void Reserve_WithAClockThatIsSet_GrantsAgainAfterAFewOfTheWaitsAnnounced() =>
        Prop.ForAll(Arb.From(Runs(jumps: true, restarts: true)), run =>
        {
            var key = Play(run);
            var decision = key.Spend(1);
            for (var waits = 0; decision.Grant is null && waits < 10; waits++)
            {
                key.Pass(decision.Wait);
                decision = key.Spend(1);
            }

            return decision.Grant is not null;
        }).Check(Many);

    private static bool KeepsAllLimits(SpentKey key, Run run) =>
        (run.Limits.PerMinute == 0 || key.MostInAMinute() <= run.Limits.PerMinute)
        && (run.Limits.PerDay == 0 || key.MostInADay() <= run.Limits.PerDay)
        && (run.Limits.PerMonth == 0 || key.MostInAMonth() <= run.Limits.PerMonth);

    private static SpentKey Play(Run run)
    {
        var key = new SpentKey(run.Limits, run.Seed);
        foreach (var step in run.Steps)
        {
            switch (step)
            {
                case Step.Spend spend:
                    key.Spend(spend.Wanted, spend.Unused);
                    break;
                case Step.Pass pass:
                    key.Pass(pass.Time);
                    break;
                case Step.SetClock jump:
                    key.SetClock(jump.By);
                    break;
                default:
                    key.Restart();
                    break;
            }
        }

        return key;
    }

    private static Gen<Run> Runs(bool jumps, bool restarts)
    {
        var spend = from wanted in Gen.Choose(1, 80)
                    from unused in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 5)))
                    select (Step)new Step.Spend(wanted, unused);
        var pass = Gen.Frequency(
                (6, Gen.Choose(1, 2_000)),
                (3, Gen.Choose(2_000, 62_000)),
                (1, Gen.Choose(60_000, 40_000_000)))
            .Select(ms => (Step)new Step.Pass(TimeSpan.FromMilliseconds(ms)));
        var jump = Gen.Choose(-30 * 3600, 30 * 3600).Select(s => (Step)new Step.SetClock(TimeSpan.FromSeconds(s)));
        var restart = Gen.Constant((Step)new Step.Restart());
        var steps = Gen.Frequency((10, spend), (8, pass), (jumps ? 1 : 0, jump), (restarts ? 2 : 0, restart)).ListOf(120);
        return from perMinute in Gen.Elements(0, 1, 4, 7, 60, 240, 3000)
               from perDay in Gen.Elements(0, 5, 50, 500)
               from perMonth in Gen.Elements(0, 8, 120, 15_500)
               from seed in Gen.Choose(1, int.MaxValue)
               from played in steps
               select new Run(new(perMinute, perDay, perMonth), seed, [.. played]);
    }

    private sealed record Run(QuotaLimits Limits, int Seed, IReadOnlyList<Step> Steps)
    {
        public override string ToString() => $"{Limits} seed {Seed}: {string.Join(", ", Steps)}";
    }

    private abstract record Step
    {
        public sealed record Spend(int Wanted, int Unused) : Step;

        public sealed record Pass(TimeSpan Time) : Step;

        public sealed record SetClock(TimeSpan By) : Step;

        public sealed record Restart : Step;
    }
}
