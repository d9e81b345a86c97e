using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using IocExplorer.Workers.Configuration;
using Spectre.Console;

namespace IocExplorer.Seed;

/// <summary>All that a run touches outside itself, so that a test can stand in for the whole world.</summary>
public sealed record ConsoleContext
{
    /// <summary>Standard output.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard input, for <c>-i -</c>: its bytes, for what is piped may be in any encoding that a file may be in.</summary>
    public required Stream In { get; init; }

    public required TimeProvider Time { get; init; }

    public required Random Random { get; init; }

    /// <summary>Makes what stands in for the network, once for each source; null for the network.</summary>
    public Func<HttpMessageHandler>? Http { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Relative paths of the command line are relative to this.</summary>
    public required string WorkingFolder { get; init; }

    public required Interrupts Interrupts { get; init; }

    /// <summary>The service that is asked when nobody names one.</summary>
    public string LocalService { get; init; } = ServiceAddress.Default;

    /// <summary>Whether standard error is a screen that a person looks at.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>A path of the command line as a full one.</summary>
    internal string Full(string path) => Path.GetFullPath(path, WorkingFolder);

    internal Screen MakeScreen(bool quiet = false) => new(Console, Error, quiet, ErrorIsTerminal);

    /// <param name="config">The file that the user named; null for none.</param>
    /// <param name="commandLine">Options that are settings too.</param>
    internal LoadedSettings LoadSettings(string? config, RawSettings? commandLine = null) =>
        SettingsLoader.Load(ProgramKind.Console, config, Environment, commandLine ?? RawSettings.None, WorkingFolder);
}
