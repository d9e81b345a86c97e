using IocExplorer.Messages;

namespace IocExplorer.Hosting;

/// <summary>The command line of a host: everything else stands in the configuration.</summary>
/// <param name="Config">Given with <c>--config</c>; null when none was.</param>
public sealed record HostArguments(string? Config)
{
    private static readonly string[] Known = ["--config", "--version", "--help"];

    /// <summary>Reads the command line, and answers those that only ask something.</summary>
    /// <param name="arguments">As given to <c>Main</c>.</param>
    /// <param name="help">What the program is for, and an example.</param>
    /// <param name="output">For help and version.</param>
    /// <param name="error">For complaints.</param>
    /// <param name="exitCode">To exit with when there is nothing to run.</param>
    /// <returns>Null when there is nothing to run.</returns>
    public static HostArguments? Read(IReadOnlyList<string> arguments, string help, TextWriter output, TextWriter error, out int exitCode)
    {
        exitCode = ExitCodes.Stopped;
        string? config = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--version" or "-v":
                    output.WriteLine($"ioc-explorer {ProgramVersion.Text}");
                    return null;
                case "--help" or "-h" or "-?":
                    output.WriteLine(help);
                    return null;
                case "--config" when config is null && i + 1 < arguments.Count && arguments[i + 1].Length > 0:
                    config = arguments[++i];
                    break;
                case var given when config is null && given.StartsWith("--config=", StringComparison.Ordinal) && given.Length > "--config=".Length:
                    config = given["--config=".Length..];
                    break;
                case var given:
                    error.WriteLine(Complaint(given));
                    exitCode = ExitCodes.NothingRun;
                    return null;
            }
        }

        return new(config);
    }

    // What was given is not repeated as it is: a slip of the paste may be a key.
    private static string Complaint(string given) => given == "--config"
        ? "--config needs the path of one file. See --help."
        : NearestName.Of(given.Split('=')[0], Known) is { } nearest
            ? $"Unknown option. Did you mean {nearest}? See --help."
            : "Unknown option. This program takes --config FILE, --version and --help; everything else is set in the file or by environment variables.";
}
