using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Arguments;

/// <summary>Whose hunts a command asks about, from the command line.</summary>
internal sealed record FindingArguments
{
    public required ServiceArguments Service { get; init; }

    /// <summary>The ledger file, as the user wrote it; null when it is not named.</summary>
    public string? Database { get; init; }

    /// <summary>A configuration, which may name the ledger file.</summary>
    public string? Config { get; init; }

    /// <summary>Where nothing is named and no ledger file is there, the service of this machine is asked.</summary>
    public bool ServiceWithoutLedger { get; init; }

    /// <summary>Whether the command line names a service.</summary>
    public bool NamesService => Service is not { Server: null, Token: null, TokenFile: null, Insecure: false };
}
