using System.CommandLine;

namespace IocExplorer.Hosting.Tests;

public sealed class HostCommandLineTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly List<string> _ran = [];

    [Theory]
    [InlineData("run ")]
    [InlineData("run my.conf", "--config", "my.conf")]
    [InlineData("run my.conf", "--config=my.conf")]
    [InlineData("run @my.conf", "--config", "@my.conf")]
    [InlineData("health ", "health")]
    [InlineData("health my.conf", "health", "--config", "my.conf")]
    [InlineData("other my.conf", "other", "--config=my.conf")]
    public async Task Run_OfACommand_RunsItWithTheConfiguration(string ran, params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(ExitCodes.Failed);

        _ran.ShouldBe([ran]);
        (_output.ToString() + _error).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ioc-explorer 2.0.0", "--version")]
    [InlineData("ioc-explorer 2.0.0", "-v")]
    [InlineData("the help", "--help")]
    [InlineData("the help", "-h")]
    [InlineData("the help", "health", "--help")]
    [InlineData("the help", "other", "--unknown", "-?")]
    public async Task Run_OfAQuestion_AnswersAndRunsNothing(string answer, params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(ExitCodes.Stopped);

        _output.ToString().ShouldBe(answer + Environment.NewLine);
        _ran.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--config needs the path of one file.", "--config")]
    [InlineData("--config needs the path of one file.", "--config", "")]
    [InlineData("--config needs the path of one file.", "--config", "a", "--config", "b")]
    [InlineData("Unknown option. Did you mean --config?", "--confg=a")]
    [InlineData("Unknown option. Did you mean --config?", "health", "--confg=a")]
    [InlineData("Unknown option. This program takes --config FILE, --version and --help", "0123456789abcdef-key")]
    [InlineData("Write: other", "other", "0123456789abcdef-key")]
    public async Task Run_OfWhatIsNoCommand_ComplainsWithoutRepeatingIt(string complaint, params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(ExitCodes.NothingRun);

        _ran.ShouldBeEmpty();
        _error.ToString().ShouldStartWith(complaint);
        _error.ToString().ShouldNotContain("0123456789");
    }

    private Task<int> RunAsync(string[] arguments)
    {
        var other = new Command("other", "Write: other");
        other.SetAction(Note("other"));
        return HostCommandLine.RunAsync(
            HostCommandLine.Build("the help", Note("run"), Note("health"), other), arguments, _output, _error, TestContext.Current.CancellationToken);
    }

    private Func<ParseResult, CancellationToken, Task<int>> Note(string command) => (parsed, _) =>
    {
        _ran.Add($"{command} {HostCommandLine.ConfigOf(parsed)}");
        return Task.FromResult(ExitCodes.Failed);
    };
}
