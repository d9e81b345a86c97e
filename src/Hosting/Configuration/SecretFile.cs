using System.Text;

namespace IocExplorer.Hosting.Configuration;

/// <summary>A file that holds one secret, as containers mount them: the text of the file, without the line break behind it.</summary>
internal static class SecretFile
{
    /// <returns>Null after an error was reported: the file cannot be read, or is empty.</returns>
    public static string? Read(SettingCursor cursor, RawSetting setting, Func<string, byte[]> readFile)
    {
        var path = cursor.FilePath(setting, setting.Path);
        try
        {
            var text = Encoding.UTF8.GetString(Utf8Text.SpanOf(readFile(path))).TrimEnd('\r', '\n');
            if (text.Trim().Length > 0)
            {
                return text;
            }

            cursor.Refuse(setting, $"names the file {path}, which is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cursor.Refuse(setting, $"names the file {path}, which cannot be read ({FileErrorText.Of(e, path)}).");
        }

        return null;
    }
}
