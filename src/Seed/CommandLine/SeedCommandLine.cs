using System.CommandLine;
using System.CommandLine.Help;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Arguments;
using IocExplorer.Seed.Exploring;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The commands, their options, and their help.</summary>
internal sealed class SeedCommandLine
{
    private readonly HuntOptions _hunt = new("general.depth of the configuration, else 3", "general.maxAge of the configuration, else 24h");

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Folder for the trees; made when it is not there.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "results",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Configuration: iocexplorer.conf, or the original's config.ini. Without it only defaults and environment variables count.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "The ledger: everything asked and answered so far. Default: " + DatabaseName.Default + " in the working directory.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _relations = new("--relations")
    {
        Description = "Intelligence of your own, asked like a source: CSV with `type,value,relation,type,value` a line, a STIX bundle, a MISP event,"
            + " or a folder of them. May be given more than once.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _offline = new("--offline") { Description = "Ask nobody outside, only relations of your own." };

    private readonly Option<string?> _summary = new("--summary")
    {
        Description = "Write the numbers of the run to this file as JSON.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _since = new("--since")
    {
        Description = "Say at the end what is new against this earlier hunt of the ledger, as `diff` does.",
        HelpName = "HUNT",
    };

    private readonly Option<string[]> _exports = new("--export")
    {
        Description = "Write the hunt to a file for other tools when it has ended: FORMAT=FILE, with a format of `export`. May be given more than once.",
        HelpName = "FORMAT=FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing but errors." };

    public RootCommand Build(ConsoleContext consoleContext)
    {
        var exploreCommand = new Command("explore", "Ask the sources about every seed and about all that comes back, to a depth, and write one tree per seed.")
        {
            _hunt.Input, _output, _hunt.Depth, _config, _database, _relations, _offline, _hunt.Refresh, _hunt.MaxAge, _summary, _hunt.Name, _since, _exports,
            _hunt.Plain, _quiet, _hunt.Rules,
        };
        exploreCommand.SetAction((parsed, _) => new ExploreCommand(consoleContext).RunAsync(Read(parsed)));
        var root = new RootCommand("Explores indicators of compromise (IOCs): e-mail addresses, file hashes, IP addresses, domains, URLs.")
        {
            exploreCommand,
            new SourcesCommandLine(consoleContext, _config).Build(),
            ListsCommandLine.Build(consoleContext),
            new FindingCommandLine(consoleContext, _config, _database).Build(),
            new ServiceCommandLine(consoleContext, _quiet).Build(_output),
        };
        root.HelpName = "ioc-explorer";
        root.SetAction(parsed =>
        {
            new HelpAction { MaxWidth = HelpWidth }.Invoke(parsed);
            return ExitCodes.NothingRun;
        });
        SetHelp(root, consoleContext.Console.Profile.Out.Writer.WriteLine);
        SetVersion(root);
        return root;
    }

    /// <summary>The name of a command with those above it, as it is written behind <c>ioc-explorer</c>.</summary>
    public static string FullName(Command command) =>
        command is RootCommand ? "" : string.Join(' ', [.. command.Parents.OfType<Command>().Take(1).Select(FullName).Where(n => n.Length > 0), command.Name]);

    private const int HelpWidth = 110;

    private static void SetHelp(RootCommand root, Action<string> write)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples(HelpWidth, write, command => HelpExamples.Of(FullName(command)));
    }

    private static void SetVersion(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Options.Add(new VersionOption("--version", "-v")
        {
            Description = "Show the version.",
            Recursive = true,
            Action = new PrintAction($"ioc-explorer {ProgramVersion.Text}"),
        });
    }

    private ExploreArguments Read(ParseResult parsed) => new()
    {
        Hunt = _hunt.Read(parsed),
        Output = parsed.GetValue(_output)!,
        Config = parsed.GetValue(_config),
        Database = parsed.GetValue(_database),
        Relations = parsed.GetValue(_relations) ?? [],
        Summary = parsed.GetValue(_summary),
        Since = parsed.GetValue(_since),
        Exports = parsed.GetValue(_exports) ?? [],
        Offline = parsed.GetValue(_offline),
        Quiet = parsed.GetValue(_quiet),
    };
}
