using System.Net.Sockets;
using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>Says in words what the server and the network say in codes.</summary>
internal sealed class PostgresErrorTranslator(NpgsqlConnectionStringBuilder connection)
{
    // Without user and password, unless the user names the database.
    private readonly string _place = $"{connection.Database ?? connection.Username} at {connection.Host}:{connection.Port}";

    /// <summary>Null when the exception is none of the store's.</summary>
    public LedgerException? Translate(Exception error) => error switch
    {
        PostgresException said => Translate(said),
        NpgsqlException or SocketException or TimeoutException or IOException =>
            Unavailable("it cannot be reached", error, error.InnerException?.Message ?? error.Message),
        _ => null,
    };

    public LedgerException NewerSchema(int found, int known) => new(
        $"The database {_place} was set up by a newer version of this program (schema {found}; this version knows {known}). It was left as it is. Use the "
        + "newer version, or name another database.",
        LedgerErrorKind.NewerSchema);

    public LedgerException Damaged(long query, Exception cause) => new(
        $"The ledger in {_place} is damaged: the answer of query {query} cannot be read. ({cause.Message})", LedgerErrorKind.Unusable, cause);

    private LedgerException Translate(PostgresException said) => said.SqlState switch
    {
        PostgresErrorCodes.DiskFull => Unavailable("its disk is full; make room", said),
        PostgresErrorCodes.TooManyConnections => Unavailable("it has no free connection; raise max_connections or run fewer nodes", said),
        PostgresErrorCodes.LockNotAvailable => Unavailable("another transaction holds a lock for too long", said),
        PostgresErrorCodes.QueryCanceled => Unavailable("a statement took too long", said),
        PostgresErrorCodes.ReadOnlySqlTransaction => Unavailable("it takes no writes now (a standby, or after a failover)", said),
        PostgresErrorCodes.InvalidCatalogName => Unusable("there is no such database; create it, or name another one", said),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Unusable("it refuses user or password", said),
        PostgresErrorCodes.InsufficientPrivilege => Unusable("the user may not use the schema; grant it CREATE and USAGE, or name another schema", said),
        _ => said.SqlState[..2] switch
        {
            // Connection exceptions, rollbacks, lack of resources, operator's intervention (shutdown, crash, starting up), input and output.
            "08" or "40" or "53" or "55" or "57" or "58" => Unavailable("it cannot serve now", said),
            "25" => Unavailable("it ended the transaction", said),
            _ => Unusable("a statement failed; this is a fault of the program: please report it", said),
        },
    };

    private LedgerException Unavailable(string what, PostgresException said) => Unavailable(what, said, Words(said));

    private LedgerException Unavailable(string what, Exception cause, string said) => new(
        $"The database {_place} is not available: {what}. What was recorded is kept; it is tried again. ({said})", LedgerErrorKind.Unavailable, cause);

    private LedgerException Unusable(string what, PostgresException said) => new(
        $"The database {_place} cannot be used: {what}. ({Words(said)})", LedgerErrorKind.Unusable, said);

    /// <summary>The detail may hold values of the rows concerned and stays out.</summary>
    private static string Words(PostgresException said) => $"PostgreSQL says {said.SqlState}: {said.MessageText}";
}
