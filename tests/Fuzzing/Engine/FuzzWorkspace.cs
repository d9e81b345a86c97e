namespace IocExplorer.Fuzzing.Engine;

/// <summary>A folder for one thread: some readers take nothing but files.</summary>
internal sealed class FuzzWorkspace : IDisposable
{
    // In memory where the system has that: ten million files are no load for a disk.
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"ioc-explorer-fuzzing-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("ioc-explorer-fuzzing-");

    /// <summary>
    /// Where a process that was ended by an input leaves its number: in <c>ioc-explorer-fuzzing-*/in-hand</c> of the memory's or the temporary folder.
    /// </summary>
    public string NotePath => Path.Combine(_folder.FullName, "in-hand");

    /// <returns>The path of the file, which holds these bytes and no others.</returns>
    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
