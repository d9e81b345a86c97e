namespace IocExplorer.Hosting.Configuration;

/// <summary>What may stand as <c>database</c>: a file for a run on one machine, a connection string for the service.</summary>
public static class DatabaseName
{
    /// <summary>The default file, in the working directory.</summary>
    public const string Default = "ioc-explorer.db";

    public const string WhyNoConnectionString = "is a connection string. `explore` keeps its ledger in a file: name one, such as " + Default + ".";

    public const string WhatServiceNeeds =
        "The nodes of a service share a PostgreSQL database: set it to a connection string, such as Host=db;Database=ioc_explorer;Username=ioc_explorer.";

    public static bool IsConnectionString(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || (text.Contains("host=", StringComparison.OrdinalIgnoreCase) && text.Contains(';', StringComparison.Ordinal));
}
