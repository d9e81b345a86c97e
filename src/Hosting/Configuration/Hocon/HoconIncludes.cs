using System.Text;

namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// The files that belong to one configuration. HOCON ignores an include that does not exist; here it is reported: a typing mistake in a
/// file name must not silently take settings away.
/// </summary>
internal sealed class HoconIncludes(Func<string, byte[]> readFile)
{
    // A configuration is typed by people: more than this is a mistake, and a file that includes itself twice must end.
    private const int MostBytes = 1024 * 1024;
    private const int MostFiles = 100;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _open = [];
    private int _files;
    private int _bytes;

    public List<string> Problems { get; } = [];

    /// <summary>Counts values over all files.</summary>
    public int NextOrder { get; set; }

    /// <summary>Reads a file into an object, unless it cannot be had, of which there is a problem then.</summary>
    /// <param name="written">As the include names it.</param>
    /// <param name="into">Given the text, the name for messages, and the folder of the file.</param>
    public void Include(string written, HoconPosition place, Action<string, string, string> into)
    {
        var path = "";
        byte[] utf8;
        var shown = HoconPath.Printable(written);
        try
        {
            path = Path.GetFullPath(written, place.Folder);
            if (_open.Contains(path))
            {
                Problems.Add($"{place}: include {shown} leads in a circle: that file is being read. Take the include out.");
                return;
            }

            utf8 = Utf8Text.Of(readFile(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Problems.Add($"{place}: include {shown}: the file cannot be read ({FileErrorText.Of(e, path)}). Paths are relative to the file with the include.");
            return;
        }

        Read(path, utf8, shown, place, into);
    }

    /// <summary>The same with a file that was read already.</summary>
    /// <param name="place">Null: it is no include but the configuration itself.</param>
    public void Read(string path, byte[] utf8, string name, HoconPosition? place, Action<string, string, string> into)
    {
        _files++;
        _bytes += utf8.Length;
        if (_files > MostFiles || _bytes > MostBytes)
        {
            throw new HoconLimitException(
                $"{place?.ToString() ?? name}: the configuration has more than {MostFiles} files or {MostBytes / 1024} KiB with all it includes."
                + " Take something out.");
        }

        _open.Add(path);
        into(TextOf(utf8, name), name, Path.GetDirectoryName(path)!);
        _open.RemoveAt(_open.Count - 1);
    }

    private static string TextOf(byte[] utf8, string name)
    {
        try
        {
            return _strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            var line = utf8.AsSpan(0, Math.Clamp(e.Index, 0, utf8.Length)).Count((byte)'\n') + 1;
            throw new HoconLimitException($"{name} line {line}: the file is not in UTF-8. Save it as UTF-8.");
        }
    }
}
