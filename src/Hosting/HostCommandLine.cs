using System.CommandLine;
using System.CommandLine.Help;
using IocExplorer.Hosting.Health;

namespace IocExplorer.Hosting;

/// <summary>The command line of a host: everything else stands in the configuration.</summary>
public static class HostCommandLine
{
    private static readonly Option<string?> Config = ConfigOption();

    /// <param name="help">What the program is for, and an example.</param>
    /// <param name="run">Runs the node; returns one of <see cref="ExitCodes"/>, as all do.</param>
    /// <param name="more">Other commands. What their description says is how they are written.</param>
    public static RootCommand Build(
        string help,
        Func<ParseResult, CancellationToken, Task<int>> run,
        Func<ParseResult, CancellationToken, Task<int>> health,
        params ReadOnlySpan<Command> more)
    {
        var root = new RootCommand { Config };
        root.Directives.Clear();
        root.SetAction(run);
        var healthCommand = new Command(HealthCommand.Verb);
        healthCommand.SetAction(health);
        root.Subcommands.Add(healthCommand);
        foreach (var command in more)
        {
            root.Subcommands.Add(command);
        }

        root.Options.OfType<HelpOption>().Single().Action = new PrintAction(help);
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Options.Add(new VersionOption("--version", "-v") { Action = new PrintAction($"ioc-explorer {ProgramVersion.Text}") });
        return root;
    }

    /// <summary>The path that stands behind <c>--config</c>; null when none was given.</summary>
    public static string? ConfigOf(ParseResult parsed) => parsed.GetValue(Config);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            await error.WriteLineAsync(Complaint(parsed));
            return ExitCodes.NothingRun;
        }

        // Signals are the business of the host that runs.
        return await parsed.InvokeAsync(
            new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
    }

    // What was given is not repeated as it is: a slip of the paste may be a key.
    private static string Complaint(ParseResult parsed)
    {
        if (parsed.CommandResult.Command.Description is { Length: > 0 } usage)
        {
            return usage;
        }

        return parsed.UnmatchedTokens.Count == 0
            ? "--config needs the path of one file. See --help."
            : NearestName.Of(parsed.UnmatchedTokens[0].Split('=')[0], ["--config", "--version", "--help"]) is { } nearest
                ? $"Unknown option. Did you mean {nearest}? See --help."
                : "Unknown option. This program takes --config FILE, --version and --help; everything else is set in the file or by environment variables.";
    }

    private static Option<string?> ConfigOption()
    {
        var config = new Option<string?>("--config") { Recursive = true };
        config.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: "" }])
            {
                given.AddError("The path is empty.");
            }
        });
        return config;
    }
}
