using System.Text;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Configuration;

namespace IocExplorer.Workers.Tests.Configuration;

/// <summary>Settings as they are read out of a file and variables, for two sources.</summary>
internal static class WrittenSettings
{
    private static readonly KnownSource[] Known =
    [
        new("QiAnXin", new Dictionary<string, KnownOperation>
        {
            ["flint"] = new(true, ["start", "end", "mode", "rtype"]),
            ["registrant_email"] = new(false, []),
        }),
        new("VirusTotal", new Dictionary<string, KnownOperation> { ["domain_resolutions"] = new(true, []) }),
    ];

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

    /// <summary>A file that sets this alone.</summary>
    public static string Nested(string path, string value) =>
        path.Split('.').Reverse().Aggregate($"\"{value}\"", (inner, name) => $"{{ \"{name}\": {inner} }}");
}
