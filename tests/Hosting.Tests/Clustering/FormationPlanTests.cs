using IocExplorer.Hosting.Clustering;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Tests.Clustering;

public sealed class FormationPlanTests
{
    private static readonly TimeSpan JustBegun = TimeSpan.Zero;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(6);

    [Fact]
    public void Decide_WhenNobodyIsThere_Founds() => FormationPlan.Decide([], JustBegun).ShouldBeOfType<FormationStep.Found>();

    [Fact]
    public void Decide_WhenOthersAreUpAndBeat_JoinsThemAlone() => FormationPlan.Decide(
            [Sighting("b", NodePresence.Up, 1), Sighting("a", NodePresence.Up, 9), Sighting("dead", NodePresence.Up, 11),
                Sighting("new", NodePresence.Starting, 0)], Long)
        .ShouldBeOfType<FormationStep.Join>().Addresses.ShouldBe(["a", "b"]);

    [Fact]
    public void Decide_WhenSomebodyFounds_Waits() =>
        FormationPlan.Decide([Sighting("a", NodePresence.Founding, 1)], Long).ShouldBeOfType<FormationStep.Wait>();

    [Fact]
    public void Decide_WhenAFounderIsSilent_Founds() =>
        FormationPlan.Decide([Sighting("a", NodePresence.Founding, 11)], JustBegun).ShouldBeOfType<FormationStep.Found>();

    [Fact]
    public void Decide_WhenOthersOnlyStart_Founds() =>
        FormationPlan.Decide([Sighting("a", NodePresence.Starting, 0)], JustBegun).ShouldBeOfType<FormationStep.Found>();

    [Fact]
    public void Decide_WhenAllThatWereUpAreSilentAndItHasJustBegunToLook_AsksThem() =>
        FormationPlan.Decide([Sighting("a", NodePresence.Up, 60)], JustBegun).ShouldBeOfType<FormationStep.Join>().Addresses.ShouldBe(["a"]);

    [Fact]
    public void Decide_WhenAllThatWereUpStaySilent_Founds() =>
        FormationPlan.Decide([Sighting("a", NodePresence.Up, 60)], Long).ShouldBeOfType<FormationStep.Found>();

    [Fact]
    public void Decide_WhenAllThatWereUpAreSilentForLong_FoundsAtOnce() =>
        FormationPlan.Decide([Sighting("a", NodePresence.Up, 601)], JustBegun).ShouldBeOfType<FormationStep.Found>();

    private static ObservedNode Sighting(string address, NodePresence presence, int seconds) =>
        new(new(address, 1, [], "", ""), presence, TimeSpan.FromSeconds(seconds));
}
