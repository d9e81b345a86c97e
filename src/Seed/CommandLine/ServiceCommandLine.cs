using System.CommandLine;
using IocExplorer.Seed.Service;
using IocExplorer.Seed.Verbs;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The commands that talk to the service, and their options.</summary>
/// <param name="quiet">The option that <c>explore</c> has as well.</param>
internal sealed class ServiceCommandLine(ConsoleContext consoleContext, Option<bool> quiet)
{
    private readonly HuntOptions _submitted = new("general.depth of the service", "general.maxAge of the service");

    private readonly ServiceOptions _service = new(
        "Address of a coordinator of the service, or several with commas between them: the next is asked when one fails."
        + $" Default: {ServiceVariables.Server}, else {ServiceAddress.Default}.");

    private readonly Option<bool> _watch = new("--watch") { Description = "Stay and show how it goes, as `watch` does." };

    private readonly Option<string?> _outputAtEnd = new("--output", "-o")
    {
        Description = "Stay until the hunt has ended, then bring its trees into this folder.",
        HelpName = "FOLDER",
    };

    private readonly Argument<string> _hunt = new("hunt") { Description = "The number of the hunt; `hunts` lists them.", HelpName = "ID" };

    /// <param name="output">The folder that <c>explore</c> takes for the trees.</param>
    public IEnumerable<Command> Build(Option<string> output) =>
    [
        Submit(),
        Watch(),
        Results(output),
        Order("cancel", "Stop a hunt for good. Trees written before stay; `retry` takes it up again.", (order, hunt) => order.CancelAsync(hunt)),
        Order("pause", "Stop a hunt until it is resumed. What is under way at a source still ends and is kept.", (order, hunt) => order.PauseAsync(hunt)),
        Order("resume", "Let a paused hunt go on.", (order, hunt) => order.ResumeAsync(hunt)),
        Order("retry", "Ask again for what the trees of a hunt that has ended lack, and for nothing else.", (order, hunt) => order.RetryAsync(hunt)),
        Order("delete", "Delete a hunt and its trees. What was answered stays in the ledger.", (order, hunt) => order.DeleteAsync(hunt)),
        Nodes(),
        Token(),
    ];

    private Command Submit()
    {
        var command = new Command("submit", "Hand a file of seeds to the service, which explores them as a hunt. Returns at once unless told to stay.")
        {
            _submitted.Input, _outputAtEnd, _submitted.Name, _submitted.Depth, _submitted.Refresh, _submitted.MaxAge, _submitted.Plain, _watch, quiet,
            _submitted.Rules,
        };
        return Run(command, parsed => new SubmitCommand(Verb(parsed, parsed.GetValue(quiet)))
            .RunAsync(new(_submitted.Read(parsed), parsed.GetValue(_watch), parsed.GetValue(_outputAtEnd))));
    }

    private Command Watch() => Run(
        new("watch", "Show how a hunt of the service goes, until it has ended. Ctrl-C leaves; the hunt goes on.") { _hunt, _outputAtEnd, quiet },
        parsed => new WatchCommand(Verb(parsed, parsed.GetValue(quiet))).RunAsync(parsed.GetValue(_hunt)!, parsed.GetValue(_outputAtEnd)));

    private Command Results(Option<string> output) => Run(
        new("results", "Bring the trees of a hunt into a folder, as far as they are written. Running it again brings the rest.") { _hunt, output, quiet },
        parsed => new ResultsCommand(Verb(parsed, parsed.GetValue(quiet))).RunAsync(parsed.GetValue(_hunt)!, parsed.GetValue(output)!));

    private Command Order(string name, string description, Func<HuntLifecycleCommand, string, Task<int>> order) =>
        Run(new(name, description) { _hunt }, parsed => order(new(Verb(parsed)), parsed.GetValue(_hunt)!));

    private Command Nodes() => Run(
        new("nodes", "List the nodes of the service: coordinators and workers, and what they are at."),
        parsed => new NodesCommand(Verb(parsed)).RunAsync());

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
            Run(
                new("add", "Make a token and print it, this once.") { name, role },
                parsed => new TokenCommand(Verb(parsed)).AddAsync(parsed.GetValue(name)!, parsed.GetValue(role))),
            Run(new("revoke", "Make a token useless.") { name }, parsed => new TokenCommand(Verb(parsed)).RevokeAsync(parsed.GetValue(name)!)),
        };
    }

    private Command Run(Command command, Func<ParseResult, Task<int>> run)
    {
        command.Add(_service.All);
        command.SetAction((parsed, _) => run(parsed));
        return command;
    }

    private ServiceVerb Verb(ParseResult parsed, bool isQuiet = false) => new(consoleContext, _service.Read(parsed), isQuiet);
}
