using System.Globalization;
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
        Errors = new($"{connection.Database ?? connection.Username} at {connection.Host}:{connection.Port.ToString(CultureInfo.InvariantCulture)}");
    }

    public NpgsqlDataSource Source { get; }

    public PostgresErrorTranslator Errors { get; }

    /// <summary>What a statement takes for <c>now</c>: null, and it asks the database's clock.</summary>
    public long? Now => _options.Clock?.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Runs a batch; done as a whole or not at all. Deadlocks and lost races are tried again.</summary>
    /// <param name="read">Reads the results, standing on the first; what it leaves is read over. May be called again with a new reader.</param>
    /// <exception cref="LedgerException">The database cannot serve, or refuses.</exception>
    public async Task<T> RunAsync<T>(Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await Source.OpenConnectionAsync(cancellation);
                await using var batch = new NpgsqlBatch(connection);
                fill(batch);
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                var result = await read(reader, cancellation);

                // The transaction is committed when the last result was read; an error of any statement comes here at the latest.
                while (await reader.NextResultAsync(cancellation))
                {
                }

                return result;
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

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
    }

    private static bool IsLostRace(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
