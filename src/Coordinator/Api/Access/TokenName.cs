namespace IocExplorer.Coordinator.Api.Access;

/// <summary>What a token may be called: its name stands in logs and beside hunts.</summary>
internal static class TokenName
{
    /// <summary>Requests from this machine while the service has no tokens.</summary>
    public const string Loopback = "loopback";

    /// <summary>Requests with the token of the configuration.</summary>
    public const string AdminFile = "admin-file";

    private const int Longest = 64;

    private static readonly string[] Reserved = [Loopback, AdminFile];

    /// <returns>What is wrong, as a sentence; null when nothing is.</returns>
    public static string? Validate(string? name) =>
        name is not { Length: > 0 and <= Longest } || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? "The name must have 1 to 64 letters, digits, dots, underscores or hyphens."
        : Reserved.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"The names {string.Join(" and ", Reserved)} are the service's own. Choose another."
        : null;
}
