using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Configuration;

/// <summary>Brings together what the file, the environment and the command line set; each wins over the one before.</summary>
public static class SettingsLoader
{
    /// <param name="file">Given with <c>--config</c>; null when none was. No file is read unasked: one that lies in the working directory by
    /// chance could send keys elsewhere.</param>
    /// <param name="workingFolder">What relative paths outside files are relative to.</param>
    public static LoadedSettings Load(
        ProgramKind program, string? file, IReadOnlyDictionary<string, string> environment, RawSettings commandLine, string workingFolder)
    {
        List<NamedFile> files = [];
        var reader = new SettingsReader(
            [
                file is null ? RawSettings.None : SettingsFile.Read(Path.GetFullPath(file, workingFolder), ReadAndNote, environment),
                EnvironmentSettings.Read(environment, workingFolder),
                commandLine,
            ],
            program,
            File.ReadAllBytes);
        var loaded = SourceDefinitions.Load(reader.SourcesFolder());
        var settings = reader.Read(loaded.Definitions);
        return new(settings, loaded.Definitions, [.. reader.Problems, .. loaded.Errors.Select(m => m.ToString())], [.. files, .. reader.NamedFiles]);

        byte[] ReadAndNote(string path)
        {
            files.Add(new(path, files.Count == 0 ? "--config" : "include"));
            return SettingsFile.ReadFromDisk(path);
        }
    }
}
