namespace IocExplorer.Messages.Tests;

/// <summary>What is told of many queries that failed in several ways.</summary>
public sealed class MissingAnswersTests
{
    [Theory]
    [InlineData("HTTP 503", "HTTP 503", "HTTP 503")]
    [InlineData("HTTP 503; connection reset", "HTTP 503", "connection reset", "HTTP 503")]
    [InlineData("HTTP 500; HTTP 502; HTTP 503; and others", "HTTP 500", "HTTP 502", "HTTP 503", "HTTP 504", "HTTP 500", "HTTP 520")]
    [InlineData("HTTP 500; HTTP 502; HTTP 503; and others", "HTTP 500; HTTP 502", "HTTP 503; HTTP 504; HTTP 505")]
    [InlineData("HTTP 503", "", "HTTP 503", "")]
    [InlineData("later; in an hour", "later; in an hour", "later; in an hour")]
    public void JoinDetails_OfManyQueries_NamesTheFirstAndThatThereAreOthers(string joined, params string[] details) =>
        details.Aggregate(MissingAnswers.JoinDetails).ShouldBe(joined);
}
