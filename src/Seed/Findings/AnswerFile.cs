namespace IocExplorer.Seed.Findings;

/// <summary>Where an answer stands until it is whole and can be shown: it may be larger than memory, and a try that failed half way is not seen.</summary>
internal static class AnswerFile
{
    private const UnixFileMode OnlyThisUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>In the system's folder for temporary files; gone when it is closed.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyThisUser;
        }

        return new(Path.Combine(Path.GetTempPath(), $"ioc-explorer-{Guid.NewGuid():N}.tmp"), options);
    }
}
