using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Seed.Sources;

/// <summary>A definition in a file that is named on the command line.</summary>
internal static class SourceFile
{
    /// <summary>One definition, or what is wrong with the file.</summary>
    public static LoadedDefinitions Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var utf8 = File.ReadAllBytes(path);
            var loaded = SourceDefinitions.Read(name, Utf8Text.Of(utf8));
            return SourceDefinitions.IsBuiltIn(utf8) ? loaded with { Definitions = [.. loaded.Definitions.Select(d => d with { IsBuiltIn = true })] } : loaded;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new([], [new(name, 0, "", $"cannot be read ({FileErrorText.Of(error, path)})")]);
        }
    }
}
