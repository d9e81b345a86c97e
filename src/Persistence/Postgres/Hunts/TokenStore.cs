using IocExplorer.Messages.Service.Tokens;
using static IocExplorer.Persistence.Postgres.Hunts.HuntSql;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>Who may use the API. Knows hashes only.</summary>
/// <remarks>Every call throws <see cref="LedgerException"/> when the database cannot serve.</remarks>
public sealed class TokenStore
{
    private readonly PostgresCalls _calls;

    public TokenStore(PostgresStore store)
        : this(store.Calls)
    {
    }

    internal TokenStore(PostgresCalls calls) => _calls = calls;

    /// <returns>Null when the name stands already.</returns>
    public ValueTask<TokenView?> AddAsync(TokenHash token, CancellationToken cancellation) => _calls.FirstAsync(
        TokenInsert,
        [Parameter(token.Name), Parameter((short)token.Role), Parameter(token.Hash.ToArray()), Maybe(_calls.Now)],
        row => new TokenView(token.Name, token.Role, Time(row.GetInt64(0))),
        cancellation);

    /// <summary>By name.</summary>
    public ValueTask<IReadOnlyList<TokenView>> ListAsync(CancellationToken cancellation) =>
        _calls.RowsAsync(Tokens, [], row => new TokenView(row.GetString(0), (TokenRole)row.GetInt16(1), Time(row.GetInt64(2))), cancellation);

    /// <summary>For checking requests; in any order.</summary>
    public ValueTask<IReadOnlyList<TokenHash>> HashesAsync(CancellationToken cancellation) =>
        _calls.RowsAsync(TokenHashes, [], row => new TokenHash(row.GetString(0), (TokenRole)row.GetInt16(1), row.GetFieldValue<byte[]>(2)), cancellation);

    /// <returns>False when there is none of that name.</returns>
    public async ValueTask<bool> RevokeAsync(string name, CancellationToken cancellation) =>
        await _calls.FirstAsync(TokenDelete, [Parameter(name)], _ => (bool?)true, cancellation) ?? false;
}
