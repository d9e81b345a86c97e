using System.CommandLine;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.CommandLine;
using IocExplorer.Seed.Screens;

namespace IocExplorer.Seed;

/// <summary>The program behind <c>Main</c>: arguments in, exit code out, everything else through <see cref="ConsoleContext"/>.</summary>
public static class SeedConsole
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ConsoleContext consoleContext)
    {
        var root = new SeedCommandLine().Build(consoleContext);

        // No response files: a seed file whose name begins with @ is a seed file.
        var parsed = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            Explain(parsed, consoleContext.Error);
            return ExitCodes.NothingRun;
        }

        try
        {
            var exitCode = await parsed.InvokeAsync(
                new()
                {
                    Output = consoleContext.Console.Profile.Out.Writer,
                    Error = consoleContext.Error,
                    EnableDefaultExceptionHandler = false,

                    // Signals are our own business: see Interrupts.
                    ProcessTerminationTimeout = null,
                },
                consoleContext.Interrupts.Stop);
            return consoleContext.Console.Profile.Out.Writer is TolerantWriter { Failure: { } failure } ? NotAllIsPrinted(failure) : exitCode;

            int NotAllIsPrinted(IOException failure)
            {
                consoleContext.Error.WriteLine(TerminalText.Line($"Standard output could not be written ({FileErrorText.Of(failure)}): not all is there."
                    + " Files that were written are whole, and what the command changed is changed. Make room, or send it elsewhere."));
                return Math.Max(exitCode, ExitCodes.Incomplete);
            }
        }
        catch (OperationCanceledException) when (consoleContext.Interrupts.Stop.IsCancellationRequested)
        {
            await consoleContext.Error.WriteLineAsync("Stopped.");
            return ExitCodes.Interrupted;
        }
    }

    private static void Explain(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var secrets = Secrets(parsed.UnmatchedTokens);
        foreach (var problem in parsed.Errors)
        {
            var text = problem.Message.ReplaceLineEndings("").Replace('\t', ' ');
            error.WriteLine(TerminalText.Line(secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "...", StringComparison.Ordinal))));
        }

        List<string> known =
        [
            .. command.Subcommands.Select(c => c.Name),
            .. command.Options.Select(o => o.Name).Where(n => n.StartsWith("--", StringComparison.Ordinal)),
        ];
        foreach (var token in parsed.UnmatchedTokens.Where(t => !secrets.Contains(t)))
        {
            if (NearestName.Of(token.Split('=')[0], known) is { } nearest)
            {
                error.WriteLine(TerminalText.Line($"Did you mean {nearest}?"));
            }
        }

        if (parsed.UnmatchedTokens is [{ } first, ..] && !first.StartsWith('-') && command.Options.Any(o => o.Name == HuntOptions.InputName))
        {
            error.WriteLine($"Seeds come from a file, -i FILE, or from standard input: echo IOC | ioc-explorer {command.Name} -i -");
        }

        error.WriteLine(command is RootCommand
            ? "Write: ioc-explorer explore -i FILE. See ioc-explorer --help."
            : $"See ioc-explorer {SeedCommandLine.FullName(command)} --help.");
    }

    /// <summary>What stands behind something that was probably meant to be <c>--token</c>: it is not repeated.</summary>
    private static List<string> Secrets(IReadOnlyList<string> unmatched)
    {
        List<string> secrets = [];
        for (var i = 0; i < unmatched.Count; i++)
        {
            var parts = unmatched[i].Split('=', 2);
            if (parts[0].StartsWith("--", StringComparison.Ordinal) && NearestName.Of(parts[0], ["--token"]) is not null)
            {
                secrets.AddRange(parts.Length > 1 ? parts[1..] : unmatched.Skip(i + 1).Take(1));
            }
        }

        return [.. secrets.Where(s => s.Length > 0)];
    }
}
