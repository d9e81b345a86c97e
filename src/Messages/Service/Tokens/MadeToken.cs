namespace IocExplorer.Messages.Service.Tokens;

/// <summary>A token that was just made. The only time that the token itself is shown: the service keeps a hash.</summary>
public sealed record MadeToken(string Name, TokenRole Role, string Token);
