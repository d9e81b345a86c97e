using System.Collections.Frozen;

namespace IocExplorer.Hosting.Configuration;

/// <summary>Settings from environment variables, in .NET's usual form: <c>IOCEXPLORER_sources__VirusTotal__quota__perMinute=0</c>.</summary>
public static class EnvironmentSettings
{
    public const string Prefix = "IOCEXPLORER_";

    // What the seed console takes for itself when it talks to the service: no settings, and no mistakes either.
    private static readonly FrozenSet<string> _ofTheConsole =
        FrozenSet.ToFrozenSet(["IOCEXPLORER_SERVER", "IOCEXPLORER_TOKEN", "IOCEXPLORER_TOKEN_FILE"], StringComparer.OrdinalIgnoreCase);

    public static RawSettings Read(IReadOnlyDictionary<string, string> variables, string workingFolder) => new(
        [
            .. variables
                .Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !_ofTheConsole.Contains(v.Key))
                .OrderBy(v => v.Key, StringComparer.Ordinal)
                .Select(v => new RawSetting(
                    v.Key[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal).Replace(':', '.'),
                    v.Value,
                    $"environment variable {v.Key}",
                    workingFolder)),
        ],
        []);
}
