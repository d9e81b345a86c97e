namespace IocExplorer.Messages.Service.Tokens;

/// <summary>All valid tokens, by name.</summary>
public sealed record TokenList(IReadOnlyList<TokenView> Tokens);
