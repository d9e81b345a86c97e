using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

/// <summary>Whatever is done to a hunt, in whatever order and by however many at once: its counts are those of its trees.</summary>
public sealed class HuntCountsProperties
{
    private const int Seeds = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Counts_AfterEachStepOfARandomSequence_AddUp(int seed)
    {
        await using var database = await CreateAsync();
        var hunt = await database.SubmitAsync(Seeds);
        var random = new Random(seed);
        List<TreeLease> leases = [];
        for (var step = 0; step < 120; step++)
        {
            database.Time.Advance(TimeSpan.FromMilliseconds(1));
            await StepAsync(database, hunt, random, leases);
            await ShouldAddUpAsync(database, hunt, $"seed {seed}, step {step}");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Counts_AfterManyAtOnce_AddUp(int seed)
    {
        await using var database = await CreateAsync();
        var hunt = await database.SubmitAsync(Seeds * 5);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            var random = new Random((seed * 100) + worker);
            List<TreeLease> leases = [];
            for (var step = 0; step < 60; step++)
            {
                await StepAsync(database, hunt, random, leases);
            }
        }));

        await ShouldAddUpAsync(database, hunt, $"seed {seed}");
    }

    private static async Task StepAsync(HuntsDatabase database, HuntId hunt, Random random, List<TreeLease> leases)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                leases.AddRange((await database.TakeAsync(hunt, random.Next(1, 4))).Select(t => t.Lease));
                break;
            case 2 when leases.Count > 0:
                // Also those that are void by now.
                await database.Trees.ReleaseAsync([.. leases.Where(_ => random.Next(3) == 0)], Cancellation);
                break;
            case 3 or 4 or 5 when leases.Count > 0:
                await database.FinishAsync(leases[random.Next(leases.Count)], (TreeState)random.Next(3, 6));
                break;
            case 6:
                await database.Hunts.PauseAsync(hunt, Cancellation);
                break;
            case 7:
                await database.Hunts.ResumeAsync(hunt, Cancellation);
                break;
            case 8 when random.Next(4) == 0:
                await database.Hunts.CancelAsync(hunt, Cancellation);
                break;
            case 9:
                await database.Hunts.RetryAsync(hunt, Cancellation);
                break;
            default:
                break;
        }
    }

    private static async Task ShouldAddUpAsync(HuntsDatabase database, HuntId hunt, string when)
    {
        var view = await database.ViewAsync(hunt);
        var trees = await database.Hunts.TreesAsync(hunt, 0, 1000, Cancellation);
        int Count(TreeState state) => trees.Count(t => t.State == state);

        view.Trees.ShouldBe(
            new(Count(TreeState.Waiting), Count(TreeState.Exploring), Count(TreeState.Complete), Count(TreeState.WithMissing), Count(TreeState.GivenUp)), when);
        view.Nodes.ShouldBe(trees.Sum(t => t.Nodes ?? 0), when);
        (view.EndedAt is not null).ShouldBe(view.State is HuntState.Cancelled or HuntState.Finished, when);
        if (view.State == HuntState.Finished)
        {
            (view.Trees.Waiting + view.Trees.Exploring).ShouldBe(0, when);
        }
        else if (view.State != HuntState.Cancelled)
        {
            (view.Trees.Waiting + view.Trees.Exploring).ShouldBeGreaterThan(0, when);
        }
    }
}
