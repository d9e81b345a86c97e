namespace IocExplorer.Seed.Service;

/// <summary>Whom to ask, and as whom.</summary>
/// <param name="Servers">Coordinators of one service; the next one is asked when one fails.</param>
/// <param name="Token">Sent to these servers only; null when the service needs none.</param>
internal sealed record ServiceAccess(IReadOnlyList<ServiceAddress> Servers, string? Token)
{
    /// <param name="arguments">The last word.</param>
    /// <param name="environment">Used when the command line has none.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    /// <param name="problems">Gets a line for everything that is wrong.</param>
    /// <param name="local">Asked when neither of them names a service.</param>
    /// <returns>Null when something is.</returns>
    public static ServiceAccess? Read(
        ServiceArguments arguments,
        IReadOnlyDictionary<string, string> environment,
        string folder,
        List<string> problems,
        string local = ServiceAddress.Default)
    {
        var (text, name) =
            arguments.Server is { } given ? (given, "--server")
            : environment.GetValueOrDefault(ServiceVariables.Server) is { } variable && variable.Trim().Length > 0 ? (variable, ServiceVariables.Server)
            : (local, "");
        List<ServiceAddress> servers = [];
        foreach (var part in text.Split(','))
        {
            if (ServiceAddress.Read(part, out var why) is { } server)
            {
                servers.Add(server);
            }
            else
            {
                problems.Add($"{name} {why}. Several addresses have commas between them.");
            }
        }

        var token = ServiceToken.Read(arguments, environment, folder, problems);
        if (token is not null && !arguments.Insecure && servers.Find(s => s is { IsPlain: true, IsLoopback: false }) is { } plain)
        {
            problems.Add($"The token is not sent to {plain}: over plain http:// everybody on the way can read it."
                + " Use https://, or add --insecure if that network is yours alone.");
        }

        return problems.Count == 0 ? new(servers, token) : null;
    }

    /// <summary>A line for a person with the token taken out, should a server repeat it.</summary>
    public string WithoutToken(string line) => Token is null ? line : line.Replace(Token, "(the token)", StringComparison.Ordinal);

    // The text that a record makes of itself would show the token.
    public override string ToString() => string.Join(", ", Servers);
}
