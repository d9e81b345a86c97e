using IocExplorer.Hosting.Configuration;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Hosting;

/// <summary>Opens the database of the service, and waits for it as long as it is not there: nodes and database may be started in any order.</summary>
public sealed partial class DatabaseConnector(NodeHost host, NodeSettings settings, DatabaseAddress address, TimeProvider time, Random random)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = host.Logs.CreateLogger<DatabaseConnector>();

    /// <summary>Ends when the database is open and its schema is up to date.</summary>
    /// <exception cref="NodeStartException">The database can be reached and cannot be used.</exception>
    public async Task<PostgresStore> OpenAsync(CancellationToken cancellation)
    {
        var options = new PostgresOptions { ConnectionString = address.ConnectionString, Name = settings.Name, Random = random };
        var retry = DatabaseRetry.Create(time, FirstPause, LongestPause, random, (failures, away) =>
        {
            host.Health.WaitsFor("the database cannot be reached");
            if (failures == 0)
            {
                NotThere(_log, address.Shown, away.Message);
            }
        });
        try
        {
            var store = await retry.ExecuteAsync(async token => await PostgresStore.OpenAsync(options, token), cancellation);
            Opened(_log, address.Shown);
            return store;
        }
        catch (LedgerException refused)
        {
            throw new NodeStartException(refused.Message, refused);
        }
    }

    [LoggerMessage(EventName = "database-opened", Level = LogLevel.Information, Message = "Uses the database {Database}.")]
    private static partial void Opened(ILogger log, string database);

    [LoggerMessage(
        EventName = "database-not-there", Level = LogLevel.Warning,
        Message = "The database {Database} is not there yet: {Error} Trying again until it is.")]
    private static partial void NotThere(ILogger log, string database, string error);
}
