namespace IocExplorer.Seed.Service;

/// <summary>Environment variables that stand in for options of the verbs that talk to the service.</summary>
internal static class ServiceVariables
{
    public const string Server = "IOCEXPLORER_SERVER";
    public const string Token = "IOCEXPLORER_TOKEN";
    public const string TokenFile = "IOCEXPLORER_TOKEN_FILE";
}
