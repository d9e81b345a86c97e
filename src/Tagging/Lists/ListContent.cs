namespace IocExplorer.Tagging.Lists;

/// <summary>A list as it was found.</summary>
/// <param name="File">For messages, with the place inside of an archive.</param>
/// <param name="Name">Its short name: that of its folder when the file is called <c>list.json</c>, else that of the file.</param>
/// <param name="Bytes">Belong to the reader until the next list.</param>
/// <param name="Written">When it was last written; null when that is not known.</param>
internal readonly record struct ListContent(string File, string Name, ReadOnlyMemory<byte> Bytes, DateTimeOffset? Written)
{
    public bool IsJson => File.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
