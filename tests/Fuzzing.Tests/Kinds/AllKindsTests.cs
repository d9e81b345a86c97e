using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Fuzzing.Kinds;

namespace IocExplorer.Fuzzing.Tests.Kinds;

/// <summary>The short run: a fixed number of the same inputs each time.</summary>
public sealed class AllKindsTests
{
    private const int InputsOfAWeight = 250;

    public static TheoryData<string> Names => [.. AllKinds.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OfMutatedInputs_EndsAllOfThemInAnOutcomeThatIsPromised(string name)
    {
        var shares = AllKinds.Of([name], out _);
        var run = new FuzzRun(new() { Seed = 9, Count = shares[0].Weight * InputsOfAWeight }, shares, TimeProvider.System);

        var failure = run.Run();

        failure.ShouldBeNull(failure?.ToString());
        var figures = run.Figures.ShouldHaveSingleItem();
        figures.Tried.ShouldBe(shares[0].Weight * InputsOfAWeight);

        // Were everything refused, nothing would have been tried.
        figures.Taken.ShouldBeGreaterThan(figures.Tried / 20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Make_OfTheSameNumber_IsTheSameInput_AndOfAnotherAnother(string name)
    {
        using var workspace = new FuzzWorkspace();
        var kind = AllKinds.Of([name], out _)[0].Make(workspace);

        var inputs = Enumerable.Range(0, 20).Select(n => kind.Make(FuzzRandom.Of(3, name, n))).ToList();

        inputs.Zip(Enumerable.Range(0, 20).Select(n => kind.Make(FuzzRandom.Of(3, name, n))))
            .ShouldAllBe(p => p.First.Variant == p.Second.Variant && p.First.Bytes.SequenceEqual(p.Second.Bytes));
        inputs.Select(i => Convert.ToBase64String(i.Bytes)).Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Of_ANameThatIsNone_SaysWhichThereAre()
    {
        AllKinds.Of(["ioc", "answers"], out var problem).ShouldBeEmpty();

        problem.ShouldStartWith("answers is no kind of input; did you mean \"answer\"?");
        problem.ShouldContain("stix-bundle");
    }
}
