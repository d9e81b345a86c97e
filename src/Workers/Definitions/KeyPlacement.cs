namespace IocExplorer.Workers.Definitions;

/// <summary>How a source wants its API key.</summary>
/// <param name="Place">Where in the request.</param>
/// <param name="Name">The header's or the query parameter's name.</param>
public sealed record KeyPlacement(KeyPlace Place, string Name);
