using IocExplorer.Messages.Service;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>Who asks.</summary>
/// <param name="Name">Of the token; stands beside what is done.</param>
/// <param name="Role">What may be done.</param>
internal sealed record Caller(string Name, TokenRole Role)
{
    /// <summary>Whoever is on this machine, while the service has no tokens.</summary>
    public static readonly Caller Loopback = new("loopback", TokenRole.Admin);

    /// <summary>Whoever brings the token of the configuration.</summary>
    public static readonly Caller AdminFile = new("admin-file", TokenRole.Admin);

    /// <summary>Names that no token of the database may have.</summary>
    public static readonly IReadOnlyList<string> ReservedNames = [Loopback.Name, AdminFile.Name];
}
