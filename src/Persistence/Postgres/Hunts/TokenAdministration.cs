namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The tokens of a database, for a program that is no node of the service.</summary>
public sealed class TokenAdministration : IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    private TokenAdministration(PostgresDatabase database)
    {
        _database = database;
        Tokens = new(new PostgresCalls(database));
    }

    public TokenStore Tokens { get; }

    /// <summary>Connects and brings the schema to the newest version; enters no node.</summary>
    /// <exception cref="LedgerException">Not available, set up by a newer program, or not to be used; the message says what to do.</exception>
    public static async Task<TokenAdministration> OpenAsync(PostgresOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var database = new PostgresDatabase(options);
        try
        {
            await Migrator.MigrateAsync(database, cancellation);
            return new(database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
