namespace IocExplorer.Hosting.Configuration;

/// <summary>Reads the configuration of a program without sources: their settings are skipped unread.</summary>
public static class CommonSettingsLoader
{
    /// <param name="file">Given with <c>--config</c>; null when none was.</param>
    /// <param name="workingFolder">What relative paths outside files are relative to.</param>
    /// <returns>Settings to be used only when there are no problems, one line each.</returns>
    public static (CommonSettings Settings, IReadOnlyList<string> Problems) Load(
        ProgramKind program, string? file, IReadOnlyDictionary<string, string> environment, string workingFolder)
    {
        var cursor = new SettingCursor(
            [
                file is null ? RawSettings.None : SettingsFile.Read(Path.GetFullPath(file, workingFolder), SettingsFile.ReadFromDisk, environment),
                EnvironmentSettings.Read(environment, workingFolder),
            ]);
        return (Read(cursor, program, File.ReadAllBytes), cursor.Problems);
    }

    internal static CommonSettings Read(SettingCursor cursor, ProgramKind program, Func<string, byte[]> readFile)
    {
        var reader = new CommonSettingsReader(cursor, program, readFile);
        var settings = new CommonSettings
        {
            General = reader.General(),
            Database = reader.Database(),
            Synchronous = reader.Synchronous() ?? new CommonSettings().Synchronous,
            Node = reader.Node(),
            Service = reader.Service(),
            Tags = reader.Tags(),
            Relations = reader.Relations(),
            Engine = cursor.Engine,
        };
        cursor.PassOver("sources");
        cursor.PassOver("resilience");
        cursor.RefuseUnknown();
        return settings;
    }
}
