using IocExplorer.Seed.Tests.Runs;

namespace IocExplorer.Seed.Tests.Service;

/// <summary>The program against a fake service.</summary>
internal sealed class ServiceRun : IDisposable
{
    public const string Token = "tok-1234567890-secret";

    public ServiceRun(params IEnumerable<string> servers)
        : this("", servers)
    {
    }

    private ServiceRun(string input, IEnumerable<string> servers)
    {
        Console = new() { Time = Time, Input = input };
        Console.Environment["IOCEXPLORER_SERVER"] = string.Join(',', servers);
        Console.Environment["IOCEXPLORER_TOKEN"] = Token;
    }

    /// <param name="input">What stands in standard input.</param>
    public static ServiceRun WithInput(string input, string server) => new(input, [server]);

    public HastyTime Time { get; } = new();

    public ConsoleRun Console { get; }

    public string Output => Console.Output;

    public string Error => Console.Error;

    /// <summary>Runs it and makes sure that nobody gets to see the token.</summary>
    public async Task<int> RunAsync(params string[] arguments)
    {
        var exitCode = await Console.RunAsync(arguments);
        (Output + Error).ShouldNotContain(Token);
        return exitCode;
    }

    public void Dispose() => Console.Dispose();
}
