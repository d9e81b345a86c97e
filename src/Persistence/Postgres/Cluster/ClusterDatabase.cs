using Npgsql;

namespace IocExplorer.Persistence.Postgres.Cluster;

/// <summary>
/// The database as the place where nodes find each other: the table of addresses and the lease rows. Has a few connections of its own, so that a beat never
/// waits behind the work, and gives up soon, so that it is known in seconds when the database does not answer.
/// </summary>
public sealed class ClusterDatabase : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresErrorTranslator _errors;

    /// <param name="connectionString">In Npgsql's form, as of the store.</param>
    /// <param name="name">Of the node, for the database's list of connections.</param>
    public ClusterDatabase(string connectionString, string name)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = $"IOC Explorer {name} cluster",
            MaxPoolSize = 4,
            Multiplexing = false,
            NoResetOnClose = true,
            MaxAutoPrepare = 0,
            Timeout = (int)Patience.TotalSeconds,
            CommandTimeout = (int)Patience.TotalSeconds,

            // A server that does not answer cannot be asked to cancel: the connection is closed.
            CancellationTimeout = -1,
            KeepAlive = 10,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        _errors = new(connection);
        _source = new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }

    /// <summary>The database's clock. All calls fail within some 4 s when the database does not answer.</summary>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task<DateTimeOffset> NowAsync(CancellationToken cancellation) => RunAsync(batch => batch.Add("Cluster/now"), TimeAsync, cancellation);

    /// <summary>Enters the node, or says that it is still there.</summary>
    /// <param name="presence">Starting or up; founding is claimed with <see cref="TryFoundAsync"/> alone.</param>
    /// <returns>The database's clock.</returns>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task<DateTimeOffset> BeatAsync(NodeAddress node, NodePresence presence, CancellationToken cancellation) => RunAsync(
        batch => batch.Add("Cluster/address_beat").With(node.Address).With(node.Uid).With(node.Roles.ToArray()).With(node.Name).With(node.Version)
            .With((short)presence),
        TimeAsync,
        cancellation);

    /// <summary>All nodes but this one, the most recent heartbeat first.</summary>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task<IReadOnlyList<ObservedNode>> OthersAsync(string self, CancellationToken cancellation) => RunAsync<IReadOnlyList<ObservedNode>>(
        batch => batch.Add("Cluster/address_list").With(self),
        (reader, token) => reader.RowsAsync(
            row => new ObservedNode(
                new(row.GetString(0), row.GetInt64(1), row.GetFieldValue<string[]>(2), row.GetString(3), row.GetString(4)),
                (NodePresence)row.GetInt16(5),
                TimeSpan.FromMilliseconds(row.GetInt64(7))),
            token),
        cancellation);

    /// <summary>Claims, for a node that has beaten, to found the cluster; of several that try at once one has it.</summary>
    /// <param name="fresh">A node that is up or founding with a heartbeat younger than this prevents it.</param>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task<bool> TryFoundAsync(NodeAddress node, TimeSpan fresh, CancellationToken cancellation) => RunAsync(
        batch =>
        {
            batch.Add("Cluster/address_lock");
            batch.Add("Cluster/address_found").With(node.Address).With(node.Uid).With((long)fresh.TotalMilliseconds);
        },
        SecondHasRowAsync,
        cancellation);

    /// <summary>The founder is up. False: its claim was taken from it meanwhile, and there is another cluster to join.</summary>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task<bool> FoundedAsync(NodeAddress node, CancellationToken cancellation) => RunAsync(
        batch =>
        {
            batch.Add("Cluster/address_lock");
            batch.Add("Cluster/address_founded").With(node.Address).With(node.Uid);
        },
        SecondHasRowAsync,
        cancellation);

    /// <summary>The orderly end of a node.</summary>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task RemoveAsync(NodeAddress node, CancellationToken cancellation) => RunAsync(
        batch => batch.Add("Cluster/address_delete").With(node.Address).With(node.Uid), HasRowAsync, cancellation);

    /// <summary>Takes or lengthens a lease; of several that try at once one has it.</summary>
    /// <param name="from">Owners it may be taken from.</param>
    /// <param name="length">From now, on the database's clock.</param>
    /// <returns>Whether it is held.</returns>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task<bool> TakeLeaseAsync(string name, string owner, string[] from, TimeSpan length, CancellationToken cancellation) => RunAsync(
        batch => batch.Add("Cluster/lease_take").With(name).With(owner).With((long)length.TotalMilliseconds).With(from), HasRowAsync, cancellation);

    /// <summary>Gives a lease back, if it is held.</summary>
    /// <exception cref="LedgerException">It cannot serve.</exception>
    public Task ReleaseLeaseAsync(string name, string owner, CancellationToken cancellation) => RunAsync(
        batch => batch.Add("Cluster/lease_release").With(name).With(owner), HasRowAsync, cancellation);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<DateTimeOffset> TimeAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        return DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0));
    }

    private static Task<bool> HasRowAsync(NpgsqlDataReader reader, CancellationToken cancellation) => reader.ReadAsync(cancellation);

    private static async Task<bool> SecondHasRowAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation);
    }

    private async Task<T> RunAsync<T>(
        Action<NpgsqlBatch> fill, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await _source.RunAsync(fill, read, patience.Token);
        }
        catch (Exception late) when (patience.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            throw _errors.Translate(new TimeoutException($"no answer within {Patience.TotalSeconds} s", late))!;
        }
        catch (Exception said) when (_errors.Translate(said) is { } error)
        {
            throw error;
        }
    }
}
