namespace IocExplorer.Analysis.Sorting;

/// <summary>A folder of its own for sorted runs; deleted with all that is in it.</summary>
internal sealed class SortingFolder : IDisposable
{
    public SortingFolder(string parent)
    {
        Path = System.IO.Path.Combine(parent, $"ioc-explorer-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
