using System.Globalization;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>The SQL that is built into this assembly: <c>Sqlite/NAME.sql</c>, one statement each, and <c>Sqlite/Migrations/NNNN_NAME.sql</c>.</summary>
internal static class SqlFiles
{
    private const string MigrationFolder = "Sqlite/Migrations/";

    /// <summary>All migrations in order, numbered from 1 without a gap.</summary>
    public static IReadOnlyList<(int Version, string Sql)> Migrations { get; } =
    [
        .. typeof(SqlFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(MigrationFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(MigrationFolder.Length, 4), CultureInfo.InvariantCulture), ReadResource(name))),
    ];

    public static string Read(string name) => ReadResource($"Sqlite/{name}.sql");

    private static string ReadResource(string name)
    {
        using var stream = typeof(SqlFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into {typeof(SqlFiles).Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
