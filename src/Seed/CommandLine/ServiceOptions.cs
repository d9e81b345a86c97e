using System.CommandLine;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.CommandLine;

/// <summary>The options that say which service a command talks to, and as whom.</summary>
/// <param name="whom">What <c>--server</c> is for.</param>
internal sealed class ServiceOptions(string whom)
{
    private readonly Option<string?> _server = new("--server") { Description = whom, HelpName = "URL" };

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

    public IEnumerable<Option> All => [_server, _token, _tokenFile, _insecure];

    public ServiceArguments Read(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(_server),
        Token = parsed.GetValue(_token),
        TokenFile = parsed.GetValue(_tokenFile),
        Insecure = parsed.GetValue(_insecure),
    };
}
