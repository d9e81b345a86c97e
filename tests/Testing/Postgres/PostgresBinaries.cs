using System.Globalization;

namespace IocExplorer.Testing.Postgres;

/// <summary>Where the PostgreSQL programs of this machine stand.</summary>
internal static class PostgresBinaries
{
    private const string FolderVariable = "IOCEXPLORER_TEST_POSTGRES_BIN";

    /// <summary>The folder that holds initdb and postgres.</summary>
    /// <exception cref="InvalidOperationException">There is none; says where it was looked for.</exception>
    public static string Folder { get; } = Find();

    /// <summary>The full path of a program in one of the folders of PATH or where system tools stand; null when it is missing.</summary>
    public static string? Which(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/bin", "/usr/sbin", "/bin", "/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
        {
            return named;
        }

        var distribution = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];

        // Programs in PATH may be links; their neighbours stand where the link leads.
        var linked = Which("initdb") is { } initdb ? Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb) : null;
        return distribution.Prepend(linked)
            .FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException(
                "No PostgreSQL server programs (initdb, postgres) in PATH or /usr/lib/postgresql/*/bin. Install PostgreSQL, or name their folder in "
                + $"{FolderVariable}.");
    }
}
