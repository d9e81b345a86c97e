using IocExplorer.Analysis.Records;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Records;

public sealed class TreeRecordTests
{
    private static readonly Ioc Seed = new(IocType.Domain, "evil.example");

    [Theory]
    [InlineData(RecordedOutcome.Found, true)]
    [InlineData(RecordedOutcome.NotSent, true)]
    [InlineData(RecordedOutcome.NotAnswered, false)]
    public void IsComplete_UnlessAQueryWasNotAnswered(RecordedOutcome outcome, bool isComplete)
    {
        var tree = new TreeRecord(1, [new(Seed, -1, null, -1, NodeExpansion.Expanded)], [new(0, "Source", "domain", outcome, null)]);

        tree.IsComplete.ShouldBe(isComplete);
        tree.Seed.ShouldBe(Seed);
    }
}
