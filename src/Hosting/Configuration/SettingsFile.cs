using System.Text;

namespace IocExplorer.Hosting.Configuration;

/// <summary>The file given with <c>--config</c>, in either form: ini by its ending or its look, else JSON.</summary>
public static class SettingsFile
{
    // A configuration is typed by a person.
    private const int MostBytes = 1024 * 1024;

    public static RawSettings Read(string path, Func<string, byte[]> readFile)
    {
        byte[] utf8;
        try
        {
            utf8 = readFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RawSettings.Unreadable($"The configuration {path} cannot be read ({FileTrouble.Of(e)}). Check the path given with --config.");
        }

        if (utf8.Length > MostBytes)
        {
            return RawSettings.Unreadable($"The configuration {path} is larger than {MostBytes / 1024} KiB. Check the path given with --config.");
        }

        utf8 = WithoutMark(utf8);
        var folder = Path.GetDirectoryName(path)!;
        var name = Path.GetFileName(path);
        return IsIni(path, utf8) ? IniSettings.Read(utf8, name, folder) : JsonSettings.Read(utf8, name, folder);
    }

    private static bool IsIni(string path, byte[] utf8) =>
        path.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)
        || Encoding.UTF8.GetString(utf8).Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l is [not ('#' or ';'), ..]) is ['[', ..];

    private static byte[] WithoutMark(byte[] utf8) => utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
}
