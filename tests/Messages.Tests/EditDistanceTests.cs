namespace IocExplorer.Messages.Tests;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("limit", "limit", 0)]
    [InlineData("Limit", "limit", 0)]
    [InlineData("limt", "limit", 1)]
    [InlineData("limitt", "limit", 1)]
    [InlineData("lamit", "limit", 1)]
    [InlineData("limti", "limit", 1)]
    [InlineData("", "limit", 5)]
    [InlineData("domain", "email", 3)]
    public void Between_CountsLettersInsertedRemovedChangedAndSwapped(string one, string other, int expected)
    {
        EditDistance.Between(one, other).ShouldBe(expected);
        EditDistance.Between(other, one).ShouldBe(expected);
    }

    [Fact]
    public void Between_OfAVeryLongText_LooksAtItsBeginningOnly() =>
        EditDistance.Between(new string('a', 1_000_000), new string('a', 64)).ShouldBe(0);
}
