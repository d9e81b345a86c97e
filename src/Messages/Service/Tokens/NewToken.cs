namespace IocExplorer.Messages.Service.Tokens;

/// <summary>What <c>POST /api/v1/tokens</c> takes.</summary>
/// <param name="Name">Unique; 1 to 64 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>. Logged and shown with what the token is used for.</param>
/// <param name="Role">What it may do.</param>
public sealed record NewToken(string Name, TokenRole Role);
