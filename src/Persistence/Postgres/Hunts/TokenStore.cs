using IocExplorer.Messages.Service.Tokens;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>Who may use the API. Knows hashes only.</summary>
/// <remarks>Every call throws <see cref="LedgerException"/> when the database cannot serve.</remarks>
public sealed class TokenStore(PostgresStore store)
{
    private readonly PostgresDatabase _database = store.Access;

    /// <returns>Null when the name stands already.</returns>
    public ValueTask<TokenView?> AddAsync(TokenHash token, CancellationToken cancellation) => _database.FirstAsync(
        batch => batch.Add("Hunts/token_insert").With(token.Name).With((short)token.Role).With(token.Hash.ToArray()).With(_database.Now),
        row => new TokenView(token.Name, token.Role, Time(row.GetInt64(0))),
        cancellation);

    /// <summary>By name.</summary>
    public ValueTask<IReadOnlyList<TokenView>> ListAsync(CancellationToken cancellation) =>
        _database.RowsAsync(
            batch => batch.Add("Hunts/token_list"),
            row => new TokenView(row.GetString(0), (TokenRole)row.GetInt16(1), Time(row.GetInt64(2))),
            cancellation);

    /// <summary>For checking requests; in any order.</summary>
    public ValueTask<IReadOnlyList<TokenHash>> HashesAsync(CancellationToken cancellation) =>
        _database.RowsAsync(
            batch => batch.Add("Hunts/token_hashes"),
            row => new TokenHash(row.GetString(0), (TokenRole)row.GetInt16(1), row.GetFieldValue<byte[]>(2)),
            cancellation);

    /// <returns>False when there is none of that name.</returns>
    public ValueTask<bool> RevokeAsync(string name, CancellationToken cancellation) =>
        _database.AnyAsync(batch => batch.Add("Hunts/token_delete").With(name), cancellation);
}
