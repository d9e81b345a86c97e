using IocExplorer.Fuzzing.Engine;

namespace IocExplorer.Fuzzing.Tests.Engine;

public sealed class FuzzOptionsTests
{
    [Fact]
    public void Read_OfAllThatCanBeSet_SetsIt()
    {
        var options = FuzzOptions.Read(["--seed", "7", "--count", "50", "--first", "3", "--seconds", "10", "--threads", "2", "--kind", "ioc,rdap"], out _)
            .ShouldNotBeNull();

        (options.Seed, options.Count, options.First, options.Time, options.Threads).ShouldBe((7UL, 50L, 3L, TimeSpan.FromSeconds(10), 2));
        options.Kinds.ShouldBe(["ioc", "rdap"]);
    }

    [Theory]
    [InlineData("--seed")]
    [InlineData("--count", "0")]
    [InlineData("--count", "-5")]
    [InlineData("--speed", "5")]
    public void Read_OfSomethingElse_SaysWhatCanBeSet(params string[] arguments)
    {
        FuzzOptions.Read(arguments, out var problem).ShouldBeNull();

        problem.ShouldStartWith(arguments[0]);
        problem.ShouldContain("Usage: ");
    }
}
