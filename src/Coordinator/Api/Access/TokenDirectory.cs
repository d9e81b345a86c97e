using System.Security.Cryptography;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Access;

/// <summary>
/// Whose token it is. Reads the tokens of the database at most every few seconds, so that a request costs no query; a revoked token works no longer than that.
/// </summary>
internal sealed class TokenDirectory(TokenStore store, ApiOptions options)
{
    private readonly Cached<IReadOnlyList<TokenHash>> _tokens =
        new(async cancellation => await store.HashesAsync(cancellation), options.TokensGoodFor, options.Time);

    /// <summary>Whether the service has tokens; without any, requests from this machine need none.</summary>
    /// <exception cref="Persistence.LedgerException">The database is not available.</exception>
    public async Task<bool> HasTokensAsync(CancellationToken cancellation) =>
        options.AdminTokenHash is not null || (await _tokens.GetAsync(cancellation)).Count > 0;

    /// <returns>Null for an unknown or revoked token.</returns>
    /// <exception cref="Persistence.LedgerException">The database is not available.</exception>
    public async Task<TokenHash?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length is 0 or > TokenText.Longest)
        {
            return null;
        }

        var hash = TokenText.Hash(token);
        if (options.AdminTokenHash is { } admin && CryptographicOperations.FixedTimeEquals(hash, admin.Span))
        {
            return new(TokenName.AdminFile, TokenRole.Admin, admin);
        }

        // Always compares all of them, so that the time taken reveals nothing.
        TokenHash? found = null;
        foreach (var known in await _tokens.GetAsync(cancellation))
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known.Hash.Span))
            {
                found = known;
            }
        }

        return found;
    }

    /// <summary>A token was made or revoked here.</summary>
    public void Changed() => _tokens.Invalidate();
}
