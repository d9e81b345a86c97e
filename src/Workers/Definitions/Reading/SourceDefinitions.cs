using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads the definitions that come with the program and those that a user put into a folder.</summary>
public static class SourceDefinitions
{
    private const int MostBytes = 1024 * 1024;

    // The order of their relations in a tree is part of the contract, so it is not left to the order of file names.
    private static readonly string[] FirstFiles =
    [
        "QiAnXin.json", "VirusTotal.json", "Hashlookup.json", "RDAP.json", "Mnemonic.json", "CrtSh.json", "InternetDB.json", "OTX.json",
        "URLhaus.json", "ThreatFox.json", "MalwareBazaar.json", "Urlscan.json", "Validin.json", "SecurityTrails.json", "HybridAnalysis.json",
        "CirclPassiveDns.json", "CirclPassiveSsl.json", "AbuseIPDB.json", "GreyNoise.json", "Pulsedive.json", "DnsCloudflare.json", "DnsGoogle.json",
    ];

    private static readonly string[] BuiltInFiles =
    [
        .. FirstFiles.Where(Resources().Contains),
        .. Resources().Where(r => !FirstFiles.Contains(r)).Order(StringComparer.Ordinal),
    ];

    // They never change while the program runs.
    private static readonly Lazy<LoadedDefinitions> BuiltIn = new(LoadBuiltIn);

    /// <summary>The built-in sources, then every <c>*.json</c> of the folder in order of file name (by code point).</summary>
    /// <param name="folder">Null when the user has none. A folder that cannot be read is an error.</param>
    public static LoadedDefinitions Load(string? folder = null)
    {
        var definitions = BuiltIn.Value.Definitions.ToList();
        var errors = BuiltIn.Value.Errors.ToList();
        foreach (var path in folder is null ? [] : FilesOf(folder, errors))
        {
            if (ReadFile(path, errors) is { } utf8)
            {
                Take(Path.GetFileName(path), utf8, isBuiltIn: false, definitions, errors);
            }
        }

        return new(definitions, errors);
    }

    /// <summary>Whether a file is taken for a definition where it lies in the folder.</summary>
    public static bool IsRead(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static LoadedDefinitions Read(string file, ReadOnlySpan<byte> utf8)
    {
        var errors = new DefinitionErrors(file);
        return DefinitionReader.Read(utf8, errors) is { } definition ? new([definition], []) : new([], errors.All);
    }

    /// <summary>Whether this is a file that comes with the program, byte for byte.</summary>
    public static bool IsBuiltIn(byte[] utf8) => BuiltInFiles.Any(file => ReadBuiltIn(file).AsSpan().SequenceEqual(utf8));

    private static LoadedDefinitions LoadBuiltIn()
    {
        var definitions = new List<SourceDefinition>();
        var errors = new List<DefinitionError>();
        foreach (var file in BuiltInFiles)
        {
            Take(file, ReadBuiltIn(file), isBuiltIn: true, definitions, errors);
        }

        return new(definitions, errors);
    }

    private static void Take(string file, ReadOnlySpan<byte> utf8, bool isBuiltIn, List<SourceDefinition> definitions, List<DefinitionError> errors)
    {
        var read = Read(file, utf8);
        errors.AddRange(read.Errors);
        foreach (var definition in read.Definitions)
        {
            if (definitions.Find(d => d.Name.Equals(definition.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
            {
                errors.Add(new(file, 1, "name", $"there is a source \"{other.Name}\" already, in {other.File}"));
            }
            else
            {
                definitions.Add(definition with { IsBuiltIn = isBuiltIn });
            }
        }
    }

    private static string Prefix => $"{typeof(SourceDefinitions).Assembly.GetName().Name}.Sources.";

    private static IEnumerable<string> Resources() => typeof(SourceDefinitions).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal))
        .Select(n => n[Prefix.Length..]);

    private static byte[] ReadBuiltIn(string file)
    {
        using var stream = typeof(SourceDefinitions).Assembly.GetManifestResourceStream(Prefix + file)!;
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return utf8;
    }

    private static string[] FilesOf(string folder, List<DefinitionError> errors)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(IsRead).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(folder, 0, "", $"the folder cannot be read ({FileErrorText.Of(error)})"));
            return [];
        }
    }

    private static byte[]? ReadFile(string path, List<DefinitionError> errors)
    {
        try
        {
            if (new FileInfo(path).Length <= MostBytes)
            {
                return Utf8Text.Of(File.ReadAllBytes(path));
            }

            var why = $"is larger than {MostBytes} bytes: that is no definition";
            errors.Add(new(Path.GetFileName(path), 0, "", why));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(Path.GetFileName(path), 0, "", $"cannot be read ({FileErrorText.Of(error, path)})"));
        }

        return null;
    }
}
