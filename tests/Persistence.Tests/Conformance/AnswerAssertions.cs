using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>Compares answers by content; records compare lists by reference.</summary>
internal static class AnswerAssertions
{
    public static void ShouldBeAnswer(this Answer? actual, Answer? expected)
    {
        if (expected is Answer.Found found)
        {
            var actualFound = actual.ShouldBeOfType<Answer.Found>();
            actualFound.Relations.ShouldBe(found.Relations);
            actualFound.Cut.ShouldBe(found.Cut);
            actualFound.Tags.ShouldBe(found.Tags);
            actualFound.Total.ShouldBe(found.Total);
            actualFound.Dropped.ShouldBe(found.Dropped);
        }
        else if (expected is Answer.Empty empty)
        {
            actual.ShouldBeOfType<Answer.Empty>().Dropped.ShouldBe(empty.Dropped);
        }
        else
        {
            actual.ShouldBe(expected);
        }
    }
}
