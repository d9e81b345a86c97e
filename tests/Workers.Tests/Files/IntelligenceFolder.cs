using IocExplorer.Messages;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

/// <summary>A folder of intelligence for one test.</summary>
internal sealed class IntelligenceFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public FileSource Load() => FileSource.Load([Root]);

    /// <summary>One file with this text, and nothing wrong with it.</summary>
    public FileSource Load(string text)
    {
        var source = FileSource.Load([Write("intel.json", text)]);
        source.BadLines.ShouldBeEmpty();
        return source;
    }

    public static Answer Ask(FileSource source, IocType type, string value)
    {
        using var gate = new KeyGate(source.Name, source.Keys[0], TimeProvider.System);
        return source.AskAsync(gate, new(new(1), source.Operations[0]), new(type, value), CancellationToken.None).AsTask().Result!;
    }

    /// <summary>A relation a line: label, value.</summary>
    public static string[] Relations(FileSource source, IocType type, string value) =>
        Ask(source, type, value) is Answer.Found found ? [.. found.Relations.Select(r => $"{r.Label} > {r.Target.Value}")] : [];

    /// <summary>A tag a line: name, class; of the IOC itself.</summary>
    public static string[] Tags(FileSource source, IocType type, string value) =>
        Ask(source, type, value) is Answer.Found found ? [.. found.Tags.Where(t => t.About.Value == value).Select(t => $"{t.Name} ({t.Class.Name()})")] : [];
}
