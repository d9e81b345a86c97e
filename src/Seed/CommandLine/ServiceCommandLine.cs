using System.CommandLine;
using IocExplorer.Seed.Service;
using IocExplorer.Seed.Verbs;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The commands that talk to the service, and their options.</summary>
/// <param name="verb">Makes what a command runs with; the flag is <c>--quiet</c>.</param>
internal sealed class ServiceCommandLine(Func<ServiceArguments, bool, ServiceVerb> verb)
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = $"Address of a coordinator of the service, or several with commas between them: the next is asked when one fails. Default: {ServiceVariables.Server}, else {ServiceAddress.Default}.",
        HelpName = "URL",
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = $"What the service knows you by. Others on this machine see it: better use --token-file. Default: {ServiceVariables.Token}.",
        HelpName = "TOKEN",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = $"File that holds the token. Default: {ServiceVariables.TokenFile}.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "Send the token over plain http:// to another machine all the same.",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q")
    {
        Description = "Print nothing but errors.",
    };

    private readonly Option<string?> _depth = new("--depth")
    {
        Description = "Levels asked about below each seed, 1 to 16. Default: general.depth of the service.",
        HelpName = "N",
    };

    private readonly Option<string?> _maxAge = new("--max-age")
    {
        Description = "Oldest answer of the ledger to accept, such as 90m, 24h or 7d. Default: general.maxAge of the service.",
        HelpName = "TIME",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "What people call the hunt. Default: the file's name.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Stay and show how it goes, as `watch` does.",
    };

    private readonly Option<string?> _outputAtEnd = new("--output", "-o")
    {
        Description = "Stay until the hunt has ended, then bring its trees into this folder.",
        HelpName = "FOLDER",
    };

    private readonly Argument<string> _hunt = new("hunt")
    {
        Description = "The number of the hunt; `hunts` lists them.",
        HelpName = "ID",
    };

    /// <param name="input">The options that <c>explore</c> has as well.</param>
    public IEnumerable<Command> Build(Option<string> input, Option<string> output, Option<bool> refresh, Option<bool> plain, HuntRulesOptions wishes) =>
    [
        Submit(input, refresh, plain, wishes),
        Watch(),
        Hunts(),
        Results(output),
        Order("cancel", "Stop a hunt for good. Trees written before stay; `retry` takes it up again.", (order, hunt) => order.CancelAsync(hunt)),
        Order("pause", "Stop a hunt until it is resumed. What is under way at a source still ends and is kept.", (order, hunt) => order.PauseAsync(hunt)),
        Order("resume", "Let a paused hunt go on.", (order, hunt) => order.ResumeAsync(hunt)),
        Order("retry", "Ask again for what the trees of a hunt that has ended lack, and for nothing else.", (order, hunt) => order.RetryAsync(hunt)),
        Order("delete", "Delete a hunt and its trees. What was answered stays in the ledger.", (order, hunt) => order.DeleteAsync(hunt)),
        Nodes(),
        Token(),
    ];

    private Command Submit(Option<string> input, Option<bool> refresh, Option<bool> plain, HuntRulesOptions wishes)
    {
        var command = new Command("submit", "Hand a file of seeds to the service, which explores them as a hunt. Returns at once unless told to stay.")
        {
            input, _outputAtEnd, _name, _depth, refresh, _maxAge, plain, _watch, _quiet,
        };
        foreach (var wish in wishes.All)
        {
            command.Options.Add(wish);
        }

        return Run(command, parsed => new SubmitCommand(Verb(parsed, parsed.GetValue(_quiet))).RunAsync(new()
        {
            Service = Service(parsed),
            Input = parsed.GetValue(input)!,
            Name = parsed.GetValue(_name),
            Depth = parsed.GetValue(_depth),
            MaxAge = parsed.GetValue(_maxAge),
            Refresh = parsed.GetValue(refresh),
            Wishes = wishes.Read(parsed),
            Plain = parsed.GetValue(plain),
            Watch = parsed.GetValue(_watch),
            Output = parsed.GetValue(_outputAtEnd),
            Quiet = parsed.GetValue(_quiet),
        }));
    }

    private Command Watch() => Run(
        new("watch", "Show how a hunt of the service goes, until it has ended. Ctrl-C leaves; the hunt goes on.") { _hunt, _outputAtEnd, _quiet },
        parsed => new WatchCommand(Verb(parsed, parsed.GetValue(_quiet))).RunAsync(parsed.GetValue(_hunt)!, parsed.GetValue(_outputAtEnd)));

    private Command Hunts()
    {
        var before = new Option<string?>("--before") { Description = "Only hunts older than this one.", HelpName = "ID" };
        return Run(new("hunts", "List the hunts of the service, the newest first.") { before }, parsed => new HuntsCommand(Verb(parsed)).RunAsync(parsed.GetValue(before)));
    }

    private Command Results(Option<string> output) => Run(
        new("results", "Bring the trees of a hunt into a folder, as far as they are written. Running it again brings the rest.") { _hunt, output, _quiet },
        parsed => new ResultsCommand(Verb(parsed, parsed.GetValue(_quiet))).RunAsync(parsed.GetValue(_hunt)!, parsed.GetValue(output)!));

    private Command Order(string name, string description, Func<HuntLifecycleCommand, string, Task<int>> order) =>
        Run(new(name, description) { _hunt }, parsed => order(new(Verb(parsed)), parsed.GetValue(_hunt)!));

    private Command Nodes() => Run(new("nodes", "List the nodes of the service: coordinators and workers, and what they are at."), parsed => new NodesCommand(Verb(parsed)).RunAsync());

    private Command Token()
    {
        var name = new Argument<string>("name") { Description = "1 to 64 letters, digits, `.`, `_`, `-`.", HelpName = "NAME" };
        var role = new Option<string?>("--role")
        {
            Description = "read: see hunts, results and nodes; submit: also begin, stop and retry hunts; admin: also delete hunts and make tokens.",
            HelpName = "ROLE",
        };
        return new("token", "List, make and revoke the tokens by which the service knows people and programs.")
        {
            Run(new("list", "List the tokens by name, never the tokens themselves."), parsed => new TokenCommand(Verb(parsed)).ListAsync()),
            Run(new("add", "Make a token and print it, this once.") { name, role }, parsed => new TokenCommand(Verb(parsed)).AddAsync(parsed.GetValue(name)!, parsed.GetValue(role))),
            Run(new("revoke", "Make a token useless.") { name }, parsed => new TokenCommand(Verb(parsed)).RevokeAsync(parsed.GetValue(name)!)),
        };
    }

    private Command Run(Command command, Func<ParseResult, Task<int>> run)
    {
        foreach (var option in new Option[] { _server, _token, _tokenFile, _insecure })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, _) => run(parsed));
        return command;
    }

    private ServiceVerb Verb(ParseResult parsed, bool quiet = false) => verb(Service(parsed), quiet);

    private ServiceArguments Service(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(_server),
        Token = parsed.GetValue(_token),
        TokenFile = parsed.GetValue(_tokenFile),
        Insecure = parsed.GetValue(_insecure),
    };
}
