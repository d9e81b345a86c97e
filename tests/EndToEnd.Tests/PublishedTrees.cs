namespace IocExplorer.EndToEnd.Tests;

/// <summary>The published results by what stands before the time in their names, as <see cref="Workspace.Trees"/> has a run's own.</summary>
internal static class PublishedTrees
{
    public static SortedDictionary<string, byte[]> Read(string folder)
    {
        var published = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            published[name[..name.LastIndexOf('_')] + Path.GetExtension(file)] = File.ReadAllBytes(file);
        }

        return published;
    }
}
