namespace IocExplorer.Messages.Service.Tokens;

/// <summary>What <c>POST /api/v1/tokens</c> takes.</summary>
/// <param name="Name">Unique; 1 to 64 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>. Stands beside what the token does.</param>
/// <param name="Role">What it may do.</param>
public sealed record NewToken(string Name, TokenRole Role);
