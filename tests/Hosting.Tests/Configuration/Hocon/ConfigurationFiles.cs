using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration.Hocon;

/// <summary>Files that exist for one test, the first of them the configuration.</summary>
internal sealed class ConfigurationFiles(params (string Path, string Text)[] files)
{
    public Dictionary<string, string> Environment { get; } = [];

    public static ConfigurationFiles Of(string text) => new(("/conf/my.conf", text));

    public RawSettings Read() => SettingsFile.Read(
        files[0].Path,
        path => Encoding.UTF8.GetBytes(Array.Find(files, f => f.Path == path).Text ?? throw new FileNotFoundException(path)),
        Environment);

    /// <summary>Each setting as <c>path = value</c>, in the order of the file.</summary>
    public string[] Settings()
    {
        var read = Read();
        read.Problems.ShouldBeEmpty();
        return [.. read.Settings.Select(s => $"{s.Path} = {s.Value}")];
    }

    public static string[] Settings(string text) => Of(text).Settings();

    public static IReadOnlyList<string> Problems(string text) => Of(text).Read().Problems;
}
