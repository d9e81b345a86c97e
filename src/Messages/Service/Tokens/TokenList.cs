namespace IocExplorer.Messages.Service.Tokens;

/// <summary>All tokens that are good, by name.</summary>
public sealed record TokenList(IReadOnlyList<TokenView> Tokens);
