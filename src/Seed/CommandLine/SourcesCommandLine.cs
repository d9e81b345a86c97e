using System.CommandLine;
using IocExplorer.Seed.Exploring;
using IocExplorer.Seed.Service;
using IocExplorer.Seed.Sources;
using IocExplorer.Seed.Verbs;

namespace IocExplorer.Seed.CommandLine;

/// <summary><c>sources</c>, of this machine or of a service, and the commands below it.</summary>
internal sealed class SourcesCommandLine(ConsoleContext consoleContext, Option<string?> config)
{
    private readonly Argument<string> _file = new("FILE") { Description = "A definition." };

    private readonly Argument<string> _name = new("NAME") { Description = "A source that `sources` lists, or a file with a definition." };

    private readonly Argument<string> _type = new("TYPE") { Description = "email, file, ip_address, domain or url." };

    private readonly Argument<string> _value = new("VALUE") { Description = "What is asked about." };

    private readonly Option<string?> _operation = new("--operation")
    {
        Description = "The operation to try. Default: every one that accepts the type.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _recorded = new("--recorded") { Description = "Read this answer and ask nobody.", HelpName = "FILE" };

    private readonly Option<int> _status = new("--status")
    {
        Description = "The HTTP status that the recorded answer came with.",
        HelpName = "N",
        DefaultValueFactory = _ => 200,
    };

    private readonly Option<string?> _page = new("--page") { Description = "Ask for this page: what was shown as the next one.", HelpName = "PAGE" };

    private readonly Option<string> _format = new("--format")
    {
        Description = "text, or json for a script: one document with everything that was tried.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string?> _server = new("--server")
    {
        Description = "Tell what the workers of this service hold of relations of your own (relations.files), and since when."
            + " Address of a coordinator, or several with commas between them.",
        HelpName = "URL",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = $"With --server: file that holds the token. Default: {ServiceVariables.TokenFile}.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "With --server: send the token over plain http:// to another machine all the same.",
    };

    public Command Build()
    {
        var checkCommand = new Command("check", "Tell whether a definition of a source is good: what it asks, or what is wrong and where.") { _file };
        checkCommand.SetAction(parsed => new CheckCommand(consoleContext).Run(parsed.GetValue(_file)!));

        _format.AcceptOnlyFromAmong("text", "json");
        var tryCommand = new Command(
            "try", "Show what a source is asked about one IOC (the key masked) and what is found in its answer. Nothing is remembered.")
        {
            _name, _type, _value, _operation, _recorded, _status, _page, _format, config,
        };
        tryCommand.SetAction((parsed, cancellation) => new TryCommand(consoleContext).RunAsync(
            new()
            {
                Name = parsed.GetValue(_name)!,
                Type = parsed.GetValue(_type)!,
                Value = parsed.GetValue(_value)!,
                Operation = parsed.GetValue(_operation),
                Recorded = parsed.GetValue(_recorded),
                Status = parsed.GetValue(_status),
                Page = parsed.GetValue(_page),
                AsJson = parsed.GetValue(_format) == "json",
                Config = parsed.GetValue(config),
            },
            cancellation));

        var command = new Command("sources", "List the sources: what each can be asked, whether it has a key, its quotas, and why it is off if it is.")
        {
            config, checkCommand, tryCommand, _server, _tokenFile, _insecure,
        };
        command.SetAction((parsed, _) => parsed.GetValue(_server) is { } server
            ? new HeldFilesCommand(new(
                consoleContext, new() { Server = server, TokenFile = parsed.GetValue(_tokenFile), Insecure = parsed.GetValue(_insecure) })).RunAsync()
            : Task.FromResult(new SourcesCommand(consoleContext).Run(parsed.GetValue(config))));
        return command;
    }
}
