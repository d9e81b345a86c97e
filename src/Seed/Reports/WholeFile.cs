using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Seed.Reports;

/// <summary>Files that are whole or not there at all: written beside their place and renamed.</summary>
internal static class WholeFile
{
    /// <param name="path">What stood there is replaced, once all is written.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        var beside = Beside(path);
        try
        {
            await using (var file = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                await write(file);

                // Else a power cut after the renaming may leave an empty file in place of the one that stood there.
                await file.FlushAsync();
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Why a file could not be written there; null when it could. Asked before a run, which may take hours.</summary>
    public static string? ValidateWritable(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return "it is a folder";
            }

            File.WriteAllBytes(Beside(path), []);
            File.Delete(Beside(path));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileErrorText.Of(e, path);
        }
    }

    private static string Beside(string path) => $"{path}.{Environment.ProcessId}.tmp";
}
