namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>The tokens of a database, for a program that is no node of the service.</summary>
public sealed class TokenAdministration : IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    private TokenAdministration(PostgresOptions options)
    {
        _database = new(options);
        Tokens = new(new PostgresCalls(_database));
    }

    public TokenStore Tokens { get; }

    /// <summary>Connects and brings the schema to the newest version; enters no node.</summary>
    /// <exception cref="LedgerException">Not available, set up by a newer program, or not to be used; the message says what to do.</exception>
    public static async Task<TokenAdministration> OpenAsync(PostgresOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var administration = new TokenAdministration(options);
        try
        {
            await Migrator.MigrateAsync(administration._database, cancellation);
            return administration;
        }
        catch
        {
            await administration.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
