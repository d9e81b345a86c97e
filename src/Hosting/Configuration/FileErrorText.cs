namespace IocExplorer.Hosting.Configuration;

/// <summary>Why a file could not be used, in a few words.</summary>
public static class FileErrorText
{
    public static string Of(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        UnauthorizedAccessException => "access is denied",
        _ => e.Message.TrimEnd('.'),
    };
}
