namespace IocExplorer.Seed.Configuration;

/// <summary>What may stand as <c>database</c> of a run on one machine.</summary>
internal static class DatabaseName
{
    /// <summary>The file used when nobody names one, in the working directory.</summary>
    public const string Default = "ioc-explorer.db";

    public const string WhyNoConnectionString = "is a connection string. `explore` keeps its ledger in a file: name one, such as " + Default + ".";

    public static bool IsConnectionString(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || (text.Contains("host=", StringComparison.OrdinalIgnoreCase) && text.Contains(';', StringComparison.Ordinal));
}
