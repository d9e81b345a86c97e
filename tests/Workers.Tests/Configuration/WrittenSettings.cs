using System.Text;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Configuration;

/// <summary>Settings as they are read out of a file and variables, for two sources.</summary>
internal static class WrittenSettings
{
    private static readonly SourceDefinition[] Known = [With("QiAnXin", "flint", "registrant_email"), With("VirusTotal", "domain_resolutions")];

    public static (AllSettings Settings, IReadOnlyList<string> Problems) Read(string json, params (string Name, string Value)[] variables) =>
        Read(json, path => throw new FileNotFoundException(path), variables);

    public static (AllSettings Settings, IReadOnlyList<string> Problems) Read(string json, Func<string, byte[]> readFile,
        params (string Name, string Value)[] variables)
    {
        var reader = new SettingsReader(
            [
                SettingsFile.Read("/conf/my.conf", _ => Encoding.UTF8.GetBytes(json), new Dictionary<string, string>()),
                EnvironmentSettings.Read(variables.ToDictionary(v => v.Name, v => v.Value), "/home/ana"),
            ],
            ProgramKind.Console,
            readFile);
        return (reader.Read(Known), reader.Problems);
    }

    private static SourceDefinition With(string source, params string[] operations)
    {
        var whole = SourceDefinitions.Load().Definitions.Single(d => d.Name == source);
        return whole with { Operations = [.. whole.Operations.Where(o => operations.Contains(o.Name))] };
    }

    /// <summary>A file that sets this alone.</summary>
    public static string Nested(string path, string value) =>
        path.Split('.').Reverse().Aggregate($"\"{value}\"", (inner, name) => $"{{ \"{name}\": {inner} }}");
}
