namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A tree as it is written out.</summary>
/// <param name="Name">Without <c>.txt</c> and <c>.json</c>.</param>
/// <param name="Txt">The text form, compressed with gzip.</param>
/// <param name="Json">The JSON form, compressed with gzip.</param>
public sealed record TreeFiles(string Name, ReadOnlyMemory<byte> Txt, ReadOnlyMemory<byte> Json);
