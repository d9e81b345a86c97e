namespace IocExplorer.Hosting.Configuration;

/// <summary>Why a file could not be used, in a few words.</summary>
public static class FileErrorText
{
    /// <param name="path">The file itself: what stands at its place says more than the error.</param>
    public static string Of(Exception e, string path) =>
        Directory.Exists(path) ? "it is a folder"
        : e is DirectoryNotFoundException ? "its folder is not there"
        : Of(e);

    public static string Of(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        UnauthorizedAccessException => "access is denied",
        _ => e.Message.TrimEnd('.'),
    };
}
