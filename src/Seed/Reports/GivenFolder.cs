using System.IO.Enumeration;

namespace IocExplorer.Seed.Reports;

/// <summary>A folder of which a command reads some files.</summary>
/// <param name="Path">Full path, without links.</param>
/// <param name="Option">The option or setting that names it.</param>
/// <param name="Reads">Which files are read, by their paths within the folder.</param>
internal sealed record GivenFolder(string Path, string Option, Func<string, bool> Reads)
{
    /// <param name="file">Full path.</param>
    public bool IsReadFrom(string file) =>
        file.StartsWith(System.IO.Path.EndsInDirectorySeparator(Path) ? Path : Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
        && Reads(System.IO.Path.GetRelativePath(Path, file));

    /// <summary>Full paths of the files read that are links: what they lead to may lie anywhere. Links to folders are not followed.</summary>
    public IEnumerable<string> Links() => new FileSystemEnumerable<string>(
        Path,
        static (ref FileSystemEntry entry) => entry.ToFullPath(),
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    }.Where(IsReadFrom);

    public override string ToString() => $"a folder given with {Option}";
}
