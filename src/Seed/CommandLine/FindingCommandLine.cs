using System.CommandLine;
using IocExplorer.Analysis.Exports;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Service;
using IocExplorer.Seed.Verbs;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The commands that ask about hunts, of a ledger file or of a service, and their options.</summary>
internal sealed class FindingCommandLine(ConsoleContext consoleContext, Option<string?> config, Option<string?> database)
{
    private readonly ServiceOptions _service = new(
        "Ask about the hunts of a service instead of those of a ledger file: address of a coordinator, or several with commas between them."
        + $" Default: {ServiceVariables.Server}.");

    private readonly Argument<string?> _hunt = new("hunt")
    {
        Description = "The number of the hunt; `hunts` lists them. Default: the newest.",
        HelpName = "HUNT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _inHunt = new("--hunt")
    {
        Description = "The number of the hunt; `hunts` lists them. Default: the newest.",
        HelpName = "N",
    };

    private readonly Argument<string> _ioc = new("ioc") { Description = "E-mail address, hash, IP address, domain or URL.", HelpName = "IOC" };

    /// <summary>In the order of the help.</summary>
    public IEnumerable<Command> Build() => [Hunts(), Report(), Why(), Explain(), Diff(), Export()];

    private Command Hunts()
    {
        var before = new Option<string?>("--before") { Description = "Only hunts older than this one.", HelpName = "ID" };
        return Run(
            new("hunts", "List the hunts of the ledger, or of a service, the newest first. Without a ledger file here: those of the service of this machine.")
            {
                before,
            },
            parsed => new HuntsCommand(Verb(parsed, serviceWithoutLedger: true)).RunAsync(parsed.GetValue(before)));
    }

    private Command Report()
    {
        var format = Format("csv has the pivots.", "text", "json", "csv");
        var top = Top("Pivots and groups to list, 1 to 1000. Default: 10 as text, else all that the report has.");
        return Run(
            new("report", "Show what joins the seeds of a hunt: ranked IOCs that several seeds share, and groups of seeds with what binds them.")
            {
                _hunt, format, top,
            },
            parsed => new FindingCommands(Verb(parsed)).ReportAsync(parsed.GetValue(_hunt), Format(parsed.GetValue(format)!), parsed.GetValue(top)));
    }

    private Command Why()
    {
        var (format, top) = (Format("", "text", "json"), Top("Paths to show, 1 to 100. Default: 10."));
        return Run(
            new("why", "Show from which seeds a hunt has an IOC, over which relations and by which answers.") { _ioc, _inHunt, format, top },
            parsed => new FindingCommands(Verb(parsed)).WhyAsync(
                parsed.GetValue(_ioc)!, parsed.GetValue(_inHunt), Format(parsed.GetValue(format)!), parsed.GetValue(top)));
    }

    private Command Explain()
    {
        var seed = new Argument<string>("seed") { Description = "A seed of the hunt.", HelpName = "SEED" };
        var format = Format("", "text", "json");
        return Run(
            new("explain", "Explain why the tree of a seed does not have an IOC: never named, dropped, parked, too deep, cut, not sent, not answered.")
            {
                seed, _ioc, _inHunt, format,
            },
            parsed => new FindingCommands(Verb(parsed)).ExplainAsync(
                parsed.GetValue(seed)!, parsed.GetValue(_ioc)!, parsed.GetValue(_inHunt), Format(parsed.GetValue(format)!)));
    }

    private Command Diff()
    {
        var before = new Argument<string>("before") { Description = "The number of the earlier hunt.", HelpName = "BEFORE" };
        var after = new Argument<string>("after") { Description = "The number of the later hunt.", HelpName = "AFTER" };
        var format = Format("", "text", "json");
        return Run(
            new("diff", "Show what changed from one hunt to a later one: IOCs and relations that came or went, and IOCs that are newly shared.")
            {
                before, after, format,
            },
            parsed => new FindingCommands(Verb(parsed)).DiffAsync(parsed.GetValue(before)!, parsed.GetValue(after)!, Format(parsed.GetValue(format)!)));
    }

    private Command Export()
    {
        var format = new Option<string>("--format")
        {
            Description = $"One of {string.Join(", ", HuntExports.All.Select(export => export.Name))}.",
            HelpName = "FORMAT",
            Required = true,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write, whole or not at all; `-` is standard output.",
            HelpName = "FILE",
            Required = true,
        };
        return Run(
            new("export", "Write a hunt in a format for other tools.") { _hunt, format, output },
            parsed => new ExportCommand(Verb(parsed)).RunAsync(parsed.GetValue(_hunt), parsed.GetValue(format)!, parsed.GetValue(output)!));
    }

    private static Option<string> Format(string more, params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"text, or {string.Join(" or ", formats[1..])} for a program. {more}".TrimEnd(),
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "text",
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    private static AnswerFormat Format(string name) => name switch { "json" => AnswerFormat.Json, "csv" => AnswerFormat.Csv, _ => AnswerFormat.Text };

    private static Option<int?> Top(string description) => new("--top") { Description = description, HelpName = "N" };

    private Command Run(Command command, Func<ParseResult, Task<int>> run)
    {
        command.Add([database, config, .. _service.All]);
        command.SetAction((parsed, _) => run(parsed));
        return command;
    }

    private FindingVerb Verb(ParseResult parsed, bool serviceWithoutLedger = false)
    {
        var service = _service.Read(parsed);
        return new(new ServiceVerb(consoleContext, service), new()
        {
            Service = service,
            Database = parsed.GetValue(database),
            Config = parsed.GetValue(config),
            ServiceWithoutLedger = serviceWithoutLedger,
        });
    }
}
