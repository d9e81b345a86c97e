using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>Runs batches of statements, each batch in one round trip and one transaction, and says in words what went wrong.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const int Attempts = 5;
    private const int LongestPauseMilliseconds = 40;

    private readonly PostgresOptions _options;

    public PostgresDatabase(PostgresOptions options)
    {
        _options = options;
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = $"IOC Explorer {options.Name}",
            MaxPoolSize = options.MostConnections,
            Multiplexing = false,
            NoResetOnClose = true,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            Timeout = 10,
            CommandTimeout = 40,
            CancellationTimeout = 2000,
            KeepAlive = 10,
            TcpKeepAlive = true,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };

        // No call waits forever, whatever happens at the other end.
        connection.Options = $"-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s -c jit=off {connection.Options}"

            // Every statement finds its rows by an index, whatever the tables' size. One plan for all, made once: left to itself the planner keeps one that was
            // made while a table was empty, or hashes a whole table to join a batch of five.
            + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
        Source = new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
        Errors = new(connection);
    }

    public NpgsqlDataSource Source { get; }

    public PostgresErrorTranslator Errors { get; }

    /// <summary>What a statement takes for <c>now</c>, in Unix milliseconds: null, and it asks the database's clock.</summary>
    public long? Now => _options.Clock?.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Runs a batch; done as a whole or not at all. Deadlocks and lost races are tried again, and the batch is then filled anew.</summary>
    /// <param name="read">Reads the results, standing on the first; what it leaves is read over. May be called again with a new reader.</param>
    /// <exception cref="LedgerException">The database cannot serve, or refuses.</exception>
    public async Task<T> RunAsync<T>(Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Source.RunAsync(fill, read, cancellation);
            }
            catch (PostgresException error) when (IsLostRace(error) && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_options.Random.Next(1, LongestPauseMilliseconds)), TimeProvider.System, cancellation);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled && cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(error.Message, error, cancellation);
            }
            catch (Exception error) when (Errors.Translate(error) is { } said)
            {
                throw said;
            }
        }
    }

    /// <summary>The first row of a batch of one statement; default when there is none.</summary>
    /// <exception cref="LedgerException">The database cannot serve, or refuses.</exception>
    public async ValueTask<T?> FirstAsync<T>(Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, T?> read, CancellationToken cancellation) =>
        await RunAsync(fill, async (row, token) => await row.ReadAsync(token) ? read(row) : default, cancellation);

    /// <summary>Whether a batch of one statement returns a row.</summary>
    /// <exception cref="LedgerException">The database cannot serve, or refuses.</exception>
    public async ValueTask<bool> AnyAsync(Action<NpgsqlBatch> fill, CancellationToken cancellation) =>
        await RunAsync(fill, (row, token) => row.ReadAsync(token), cancellation);

    /// <summary>The rows of a batch of one statement.</summary>
    /// <exception cref="LedgerException">The database cannot serve, or refuses.</exception>
    public async ValueTask<IReadOnlyList<T>> RowsAsync<T>(Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        await RunAsync(fill, (rows, token) => rows.RowsAsync(read, token), cancellation);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static bool IsLostRace(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
