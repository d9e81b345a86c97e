namespace IocExplorer.Workers;

/// <summary>How to ask for the next page: exactly one of the two is set.</summary>
/// <param name="Link">An absolute URL that the source gave; followed only to the source's own scheme, host and port.</param>
/// <param name="Cursor">The raw value for the definition's cursor parameter.</param>
public sealed record NextPage(string? Link, string? Cursor);
