namespace IocExplorer.Seed.Service;

/// <summary>The service to use, from the command line. What is null may be set in the environment.</summary>
internal sealed record ServiceArguments
{
    /// <summary>Addresses of coordinators with commas between them.</summary>
    public string? Server { get; init; }

    public string? Token { get; init; }

    /// <summary>A file that holds the token.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Allows a token to go over plain HTTP to another machine.</summary>
    public bool Insecure { get; init; }

    // The text that a record makes of itself would show the token.
    public override string ToString() => $"{nameof(ServiceArguments)} {{ Server = {Server} }}";
}
