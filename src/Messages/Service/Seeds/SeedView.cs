namespace IocExplorer.Messages.Service.Seeds;

/// <summary>A seed in its normal form.</summary>
/// <param name="Type">As a seed file names it.</param>
public sealed record SeedView(string Type, string Value);
