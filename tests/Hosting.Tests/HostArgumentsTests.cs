namespace IocExplorer.Hosting.Tests;

public sealed class HostArgumentsTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Theory]
    [InlineData(null)]
    [InlineData("my.conf", "--config", "my.conf")]
    [InlineData("my.conf", "--config=my.conf")]
    public void Read_OfAConfiguration_TakesItsPath(string? path, params string[] arguments)
    {
        Read(arguments, out _).ShouldBe(new HostArguments(path));

        (_output.ToString() + _error).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--version", "ioc-explorer 2.0.0")]
    [InlineData("-v", "ioc-explorer 2.0.0")]
    [InlineData("--help", "the help")]
    public void Read_OfAQuestion_AnswersAndRunsNothing(string argument, string answer)
    {
        Read([argument], out var exitCode).ShouldBeNull();

        exitCode.ShouldBe(ExitCodes.Stopped);
        _output.ToString().ShouldBe(answer + Environment.NewLine);
    }

    [Theory]
    [InlineData("--config needs the path of one file.", "--config")]
    [InlineData("--config needs the path of one file.", "--config", "a", "--config", "b")]
    [InlineData("Unknown option. Did you mean --config?", "--confg=a")]
    [InlineData("Unknown option. This program takes --config FILE, --version and --help", "0123456789abcdef-key")]
    public void Read_OfWhatIsNoOption_ComplainsWithoutRepeatingIt(string complaint, params string[] arguments)
    {
        Read(arguments, out var exitCode).ShouldBeNull();

        exitCode.ShouldBe(ExitCodes.NothingRun);
        _error.ToString().ShouldStartWith(complaint);
        _error.ToString().ShouldNotContain("0123456789");
    }

    private HostArguments? Read(string[] arguments, out int exitCode) => HostArguments.Read(arguments, "the help", _output, _error, out exitCode);
}
