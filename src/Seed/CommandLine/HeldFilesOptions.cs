using System.CommandLine;
using System.CommandLine.Invocation;
using IocExplorer.Seed.Service;
using IocExplorer.Seed.Verbs;

namespace IocExplorer.Seed.CommandLine;

/// <summary>Options of <c>sources</c> that show a service rather than this machine.</summary>
/// <param name="verb">Makes what a command runs with.</param>
internal sealed class HeldFilesOptions(Func<ServiceArguments, bool, ServiceVerb> verb)
{
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

    /// <param name="sources">The command, whose action is kept for calls without a service.</param>
    public Command AddTo(Command sources)
    {
        sources.Options.Add(_server);
        sources.Options.Add(_tokenFile);
        sources.Options.Add(_insecure);
        var here = (AsynchronousCommandLineAction)sources.Action!;
        sources.SetAction((parsed, cancellation) => parsed.GetValue(_server) is { } server
            ? new HeldFilesCommand(verb(
                new() { Server = server, TokenFile = parsed.GetValue(_tokenFile), Insecure = parsed.GetValue(_insecure) }, false)).RunAsync()
            : here.InvokeAsync(parsed, cancellation));
        return sources;
    }
}
