using System.Buffers;
using System.Text;
using IocExplorer.Hosting.Configuration.Hocon;

namespace IocExplorer.Hosting.Configuration;

/// <summary>The file given with <c>--config</c>, in either form: ini by its ending or its look, else HOCON, of which JSON is a part.</summary>
public static class SettingsFile
{
    // A configuration is typed by a person.
    private const int MostBytes = 1024 * 1024;

    private static readonly SearchValues<char> _ofLists = SearchValues.Create("\"',{}");

    /// <param name="path">Absolute.</param>
    /// <param name="readFile">For it and for files that it includes.</param>
    /// <param name="environment">All environment variables: HOCON may refer to them.</param>
    public static RawSettings Read(string path, Func<string, byte[]> readFile, IReadOnlyDictionary<string, string> environment)
    {
        byte[] utf8;
        try
        {
            utf8 = readFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RawSettings.Unreadable($"The configuration {path} cannot be read ({FileErrorText.Of(e, path)}). Check the path given with --config.");
        }

        if (utf8.Length > MostBytes)
        {
            return RawSettings.Unreadable($"The configuration {path} is larger than {MostBytes / 1024} KiB. Check the path given with --config.");
        }

        utf8 = Utf8Text.Of(utf8);
        return IsIni(path, utf8)
            ? IniSettings.Read(utf8, Path.GetFileName(path), Path.GetDirectoryName(path)!)
            : HoconSettings.Read(utf8, path, readFile, environment);
    }

    /// <summary>
    /// A file of the disk, as far as <see cref="Read"/> can use it and one byte more: a device or a database named by mistake fills no memory.
    /// </summary>
    public static byte[] ReadFromDisk(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[MostBytes + 1];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    // A list on the first line would be a mistake in HOCON; a section has none of the letters of a list.
    private static bool IsIni(string path, byte[] utf8) =>
        path.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)
        || (Encoding.UTF8.GetString(utf8).Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l is [not ('#' or ';'), ..]) is ['[', .. var section]
            && section.Contains(']', StringComparison.Ordinal)
            && section.AsSpan().IndexOfAny(_ofLists) < 0);
}
