using System.Collections.Concurrent;
using System.Globalization;

namespace IocExplorer.Persistence;

/// <summary>
/// The SQL of one store that is built into this assembly: <c>STORE/NAME.sql</c>, one statement each, and <c>STORE/Migrations/NNNN_NAME.sql</c>.
/// </summary>
internal sealed class SqlFiles
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, string> _read = [];

    private SqlFiles(string folder)
    {
        _folder = folder;
        var migrations = $"{folder}/Migrations/";
        Migrations =
        [
            .. typeof(SqlFiles).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(migrations, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => (int.Parse(name.AsSpan(migrations.Length, 4), CultureInfo.InvariantCulture), ReadResource(name))),
        ];
    }

    public static SqlFiles Sqlite { get; } = new("Sqlite");

    public static SqlFiles Postgres { get; } = new("Postgres");

    /// <summary>All migrations in order, numbered from 1 without a gap.</summary>
    public IReadOnlyList<(int Version, string Sql)> Migrations { get; }

    public string Read(string name) => _read.GetOrAdd(name, static (name, folder) => ReadResource($"{folder}/{name}.sql"), _folder);

    private static string ReadResource(string name)
    {
        using var stream = typeof(SqlFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into {typeof(SqlFiles).Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
