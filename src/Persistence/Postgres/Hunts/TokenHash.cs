using IocExplorer.Messages.Service.Tokens;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A token as it is kept.</summary>
/// <param name="Hash">SHA-256 of the token, 32 bytes.</param>
public sealed record TokenHash(string Name, TokenRole Role, ReadOnlyMemory<byte> Hash);
