namespace IocExplorer.Seed.Lists;

/// <summary>
/// The folder that <c>lists update</c> fills: replaced as a whole or not at all, and never when it holds anything that was not fetched. What the user put
/// beside the lists (<c>classes.json</c>, <c>public_suffix_list.dat</c>) moves along.
/// </summary>
/// <remarks>
/// 1. The new folder is made beside the old one. A crash leaves it; the next update removes it.
/// 2. The old one is renamed to <c>….before</c>. A crash leaves no folder; the next update renames it back first.
/// 3. The new one takes its name.
/// 4. The old one is removed. A crash leaves it; the next update removes it.
/// </remarks>
internal sealed class FetchedFolder(string path)
{
    private const string Marker = ".fetched";
    private static readonly string[] s_moved = ["classes.json", "public_suffix_list.dat"];

    public string Path => path;

    public string Next => path + ".next";

    private string Before => path + ".before";

    /// <returns>Empty when the folder may be replaced; else one clause that says why not.</returns>
    public string Validate() =>
        File.Exists(path) ? "is a file"
        : !Directory.Exists(path) || File.Exists(System.IO.Path.Combine(path, Marker)) || !Directory.EnumerateFileSystemEntries(path).Any() ? ""
        : "holds files that were not fetched by this command";

    /// <summary>Makes room for the new lists.</summary>
    public void Begin()
    {
        if (!Directory.Exists(path) && Directory.Exists(Before))
        {
            Directory.Move(Before, path);
        }

        Remove(Before);
        Remove(Next);
        Directory.CreateDirectory(Next);
    }

    /// <param name="note">What was fetched, for people who look into the folder.</param>
    public void Replace(string note)
    {
        File.WriteAllText(System.IO.Path.Combine(Next, Marker), note);
        foreach (var name in s_moved.Where(n => File.Exists(System.IO.Path.Combine(path, n))))
        {
            File.Copy(System.IO.Path.Combine(path, name), System.IO.Path.Combine(Next, name));
        }

        if (Directory.Exists(path))
        {
            Directory.Move(path, Before);
        }

        Directory.Move(Next, path);
        Remove(Before);
    }

    /// <summary>Discards the new lists.</summary>
    public void GiveUp() => Remove(Next);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
