namespace IocExplorer.Workers.Files.Watching;

/// <summary>What is asked at a moment, whole. Immutable.</summary>
/// <param name="Source">Null: nothing can be asked yet.</param>
/// <param name="Waiting">Why nothing can be asked yet; null when it can.</param>
internal sealed record RelationFilesSnapshot(FileSource? Source, IReadOnlyList<HeldFile> Files, string? Waiting)
{
    public static RelationFilesSnapshot Nothing { get; } = new(null, [], "relations of your own are being read");
}
