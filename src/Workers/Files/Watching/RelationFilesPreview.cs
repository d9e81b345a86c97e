namespace IocExplorer.Workers.Files.Watching;

/// <summary>What a worker would make of files and folders as they are now.</summary>
public static class RelationFilesPreview
{
    /// <returns>Each file with what stands in it, since it was written last; one line for a folder without any.</returns>
    public static IReadOnlyList<HeldFile> Of(string named, TimeProvider time)
    {
        using var watch = new RelationFilesMonitor([named], TimeSpan.Zero, time, _ => { });
        watch.Look();
        watch.Look();
        return watch.Held.Files.Count > 0
            ? [.. watch.Held.Files.Select(f => f.Since is null ? f : f with { Since = new(File.GetLastWriteTimeUtc(f.File)) })]
            : [new(named, 0, null) { Trouble = "has no CSV or JSON file of relations" }];
    }
}
