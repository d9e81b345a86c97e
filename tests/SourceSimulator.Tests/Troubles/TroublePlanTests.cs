using IocExplorer.SourceSimulator.Troubles;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

public sealed class TroublePlanTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Decide_StrikesTheGivenShareOfRequests(double rate)
    {
        var plan = Create($"hang={rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}");

        var struck = Enumerable.Range(0, 20_000).Count(i => plan.Decide(Operation.Flint, $"verdalo{i}.net", null, 1) is not null);

        (struck / 20_000.0).ShouldBe(rate, 0.01);
    }

    [Fact]
    public void Decide_SaysTheSameForTheSameAttemptAndItsOwnForTheNext()
    {
        var one = Create("status:500=0.5");
        var other = Create("status:500=0.5");

        bool[] Of(TroublePlan plan) => [.. Enumerable.Range(1, 200).Select(attempt => plan.Decide(Operation.Flint, "verdalo.net", null, attempt) is not null)];

        Of(one).ShouldBe(Of(other));
        Of(one).Count(struck => struck).ShouldBeInRange(70, 130);
    }

    [Fact]
    public void Decide_WithAnotherSeed_StrikesOthers()
    {
        string[] StruckWith(ulong seed) => [.. Enumerable.Range(0, 200).Select(i => $"verdalo{i}.net")
            .Where(value => new TroublePlan([TroubleRule.Parse("hang=0.5")], seed).Decide(Operation.Flint, value, null, 1) is not null)];

        StruckWith(1).ShouldNotBe(StruckWith(2));
    }

    [Fact]
    public void Decide_OfTwoRulesOfEqualRate_StrikesIndependently()
    {
        var plan = Create("hang=0.5", "drip=0.5");

        var kinds = Enumerable.Range(0, 4_000).Select(i => plan.Decide(Operation.Flint, $"verdalo{i}.net", null, 1)?.Rule.Kind).ToList();

        kinds.Count(kind => kind == TroubleKind.Hang).ShouldBeInRange(1_850, 2_150);
        kinds.Count(kind => kind == TroubleKind.Drip).ShouldBeInRange(850, 1_150);
    }

    [Theory]
    [InlineData("hang,operation=flint", true)]
    [InlineData("hang,operation=reverse_email", false)]
    [InlineData("hang,source=QiAnXin", true)]
    [InlineData("hang,source=VirusTotal", false)]
    [InlineData("hang,value=VERDALO.net", true)]
    [InlineData("hang,value=other.net", false)]
    [InlineData("hang,key=k1", true)]
    [InlineData("hang,key=k2", false)]
    [InlineData("hang,first=2", true)]
    [InlineData("hang,first=1", false)]
    [InlineData("next-loop", true)]
    [InlineData("next-elsewhere", false)]
    public void Decide_StrikesOnlyWhomTheRuleConcerns(string rule, bool isStruck)
    {
        var trouble = Create(rule).Decide(Operation.Flint, "verdalo.net", "k1", attempt: 2);

        (trouble is not null).ShouldBe(isStruck);
    }

    [Fact]
    public void Decide_WithoutAForm_ChoosesEachOfThemNowAndThen()
    {
        var plan = Create("shape");

        var forms = Enumerable.Range(0, 400).Select(i => plan.Decide(Operation.Flint, $"verdalo{i}.net", null, 1)!.Form).Distinct();

        forms.ShouldBe(TroubleGrammar.FormsOf(TroubleKind.Shape), ignoreOrder: true);
    }

    private static TroublePlan Create(params string[] rules) => new([.. rules.Select(TroubleRule.Parse)], seed: 1);
}
