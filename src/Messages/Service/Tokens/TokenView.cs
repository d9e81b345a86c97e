namespace IocExplorer.Messages.Service.Tokens;

/// <summary>A token as the API shows it: never the token itself.</summary>
public sealed record TokenView(string Name, TokenRole Role, DateTimeOffset CreatedAt);
