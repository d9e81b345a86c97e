using IocExplorer.Workers.Definitions.Paths;


namespace IocExplorer.Workers.Tests.Definitions.Paths;

public sealed class AnswerPathTests
{
    [Fact]
    public void TryParse_OfEveryKindOfStep_ReadsThem()
    {
        AnswerPath.TryParse("data[*].attributes?[\"SHA-256 \\\"x\\\"\"][12]?.a-b_c", out var path, out _).ShouldBeTrue();

        path!.Steps.ShouldBe(
        [
            new PathStep.Member("data"),
            new PathStep.Each(),
            new PathStep.Member("attributes") { Optional = true },
            new PathStep.Member("SHA-256 \"x\""),
            new PathStep.Index(12) { Optional = true },
            new PathStep.Member("a-b_c"),
        ]);
        path.IsMany.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(".data", "expected a member's name at character 1")]
    [InlineData("data.", "expected a member's name at the end")]
    [InlineData("data??", "expected '.', '[' or '?' at character 6")]
    [InlineData("data[-1]", "expected [*], [0] or [\"name\"] at character 5")]
    [InlineData("data[99999999999]", "expected [*], [0] or [\"name\"] at character 5")]
    [InlineData("data[", "expected [*], [0] or [\"name\"] at character 5")]
    [InlineData("data[\"x]", "expected [*], [0] or [\"name\"] at character 5")]
    [InlineData("data[\"\"]", "expected [*], [0] or [\"name\"] at character 5")]
    [InlineData("data[*]x", "expected '.', '[' or '?' at character 8")]
    [InlineData("da ta", "expected '.', '[' or '?' at character 3")]
    public void TryParse_OfWhatIsNoPath_SaysWhere(string text, string expected)
    {
        AnswerPath.TryParse(text, out var path, out var reason).ShouldBeFalse();

        path.ShouldBeNull();
        reason.ShouldBe(expected);
    }
}
