namespace IocExplorer.Seed.Configuration;

/// <summary>Why a file could not be used, in a few words.</summary>
internal static class FileTrouble
{
    public static string Of(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is not there",
        UnauthorizedAccessException => "access is denied",
        _ => e.Message.TrimEnd('.'),
    };
}
