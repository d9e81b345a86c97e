using System.Text;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A configuration in either form, read as every program reads it, and the sources that come of it.</summary>
internal sealed class SettingsKind : IFuzzKind
{
    private static readonly IReadOnlyList<SourceDefinition> s_definitions = SourceDefinitions.Load().Definitions;

    // Some are as good as all: each has the same settings, and what is unknown is compared with every one of them.
    private static readonly SourceDefinition[] s_known = [.. s_definitions.Take(2)];
    private static readonly SettingsTexts s_texts = new([.. NamesOfSettings()]);
    private static readonly ProgramKind[] s_programs = Enum.GetValues<ProgramKind>();
    private static readonly Dictionary<string, string> s_environment = new() { ["HOME"] = "/home/somebody", ["IOCEXPLORER_general__depth"] = "2" };

    public string Name => "settings";

    public FuzzInput Make(FuzzRandom random)
    {
        var variant = random.Next();
        return new(ByteMutation.Of(TextMutation.Mutate(IsIni(variant) ? SettingsTexts.Ini(random) : s_texts.Hocon(random), random), random), variant);
    }

    public bool Try(FuzzInput input)
    {
        var raw = SettingsFile.Read(IsIni(input.Variant) ? "/made-up/config.ini" : "/made-up/self.conf", path => ReadFile(path, input.Bytes), s_environment);
        // Files that settings name are none of the disk's.
        var reader = new SettingsReader([raw, EnvironmentSettings.Read(s_environment, "/made-up")],
            s_programs[(int)(input.Variant / 8 % (ulong)s_programs.Length)], path => ReadFile(path, input.Bytes));
        _ = reader.SourcesFolder();
        var settings = reader.Read(s_known);
        if (reader.Problems.Count > 0)
        {
            return raw.Settings.Count > 0;
        }

        _ = settings.Engine.ToString();
        var catalogue = SourceCatalogue.Build(s_definitions, settings.Sources, settings.Resilience, settings.SourceDefaults);
        return true;
    }

    public string Describe(FuzzInput input) => IsIni(input.Variant) ? "ini" : "HOCON";

    private static bool IsIni(ulong variant) => variant % 4 == 0;

    private static byte[] ReadFile(string path, byte[] itself) => Path.GetFileName(path) switch
    {
        "self.conf" or "config.ini" => itself,
        "other.conf" => "general { depth = 2, maxAge = ${general.depth}h }\nother = ${?HOME}\n"u8.ToArray(),
        var name when name.EndsWith(".txt", StringComparison.Ordinal) => Encoding.UTF8.GetBytes("k3y-of-a-file\n"),
        _ => throw new FileNotFoundException("There is no such file.", path),
    };

    // What a reader looks for is what can be set.
    private static IReadOnlyCollection<string> NamesOfSettings()
    {
        var reader = new SettingsReader([], ProgramKind.Coordinator, _ => []);
        reader.SourcesFolder();
        reader.Read(s_known);
        return reader.KnownNames;
    }
}
