using System.Text;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Hunts;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Coordinator.Tests.Api.Hunts;

public sealed class HuntSubmissionTests
{
    [Fact]
    public void RequestHash_OfANewRuleThatWasNotGiven_IsAsBefore_AndOfAGivenOneIsNot()
    {
        var without = Hash(new() { ["park"] = ["hosting"] });

        Hash(new() { ["newRule"] = [], ["park"] = ["hosting"] }).ShouldBe(without);
        Hash(new() { ["newRule"] = ["1"], ["park"] = ["hosting"] }).ShouldNotBe(without);
        Hash(HuntRulesInput.Of(new SubmitHunt { Park = ["hosting"] })).ShouldBe(without);
    }

    [Fact]
    public void RequestHash_OfTheSameTextsForOtherRules_IsAnother() =>
        new[]
        {
            Hash(new()),
            Hash(new() { ["first"] = ["a"] }),
            Hash(new() { ["second"] = ["a"] }),
            Hash(new() { ["second"] = ["a", "b"] }),
            Hash(new() { ["second"] = ["a"], ["first"] = ["b"] }),
            Hash(new() { ["second"] = ["b"], ["first"] = ["a"] }),
        }.ShouldBeUnique();

    private static string Hash(HuntRulesInput rules)
    {
        var request = new SubmissionRequest("ana", "key", new(), rules, Encoding.UTF8.GetBytes("domain,one.example"));
        var (hunt, problem) = HuntSubmission.Read(request, new ApiOptions());
        problem.ShouldBeNull();
        return Convert.ToHexString(hunt!.RequestHash.Span);
    }
}
