using IocExplorer.Seed.Tests.Runs;

namespace IocExplorer.Seed.Tests.Findings;

/// <summary>A ledger file with two hunts: of the second, an answer had changed.</summary>
public sealed class HuntsOfTwoRuns : IAsyncLifetime
{
    public const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8aa";

    private const string Seeds = "domain,a.example.com\ndomain,b.example.com\ndomain,c.example.net\n";

    private const string Before = $"""
        domain,a.example.com,resolves to,ip_address,192.0.2.1
        domain,b.example.com,resolves to,ip_address,192.0.2.1
        domain,c.example.net,resolves to,ip_address,198.51.100.9
        ip_address,192.0.2.1,serves,file,{Hash}

        """;

    private readonly ConsoleRun _run = Create();

    public string Folder => _run.Folder;

    /// <summary>What the second run printed.</summary>
    internal string LastRun { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (await _run.RunAsync("explore", "-i", "case.csv", "--relations", "own.csv", "--offline")).ShouldBe(0, _run.Error);
        _run.Write("own.csv", Before + "domain,b.example.com,resolves to,ip_address,198.51.100.9\n");
        var said = _run.Output.Length;
        (await _run.RunAsync("explore", "-i", "case.csv", "--relations", "own.csv", "--offline", "--refresh", "--name", "second look", "--since", "1",
            "--export", "csv-relations=rel.csv", "--export", "blocklist-ip=block.txt"))
            .ShouldBe(0, _run.Error);
        LastRun = _run.Output[said..];
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs a command, and gives what it alone has printed.</summary>
    internal async Task<(int ExitCode, string Output, string Error)> AskAsync(params string[] arguments)
    {
        var (said, complained) = (_run.Output.Length, _run.Error.Length);
        var exitCode = await _run.RunAsync(arguments);
        return (exitCode, _run.Output[said..], _run.Error[complained..]);
    }

    internal string At(string name) => _run.At(name);

    private static ConsoleRun Create()
    {
        var run = new ConsoleRun();
        run.Write("case.csv", Seeds);
        run.Write("own.csv", Before);
        return run;
    }
}
