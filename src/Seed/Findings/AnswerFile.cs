using System.Text;

namespace IocExplorer.Seed.Findings;

/// <summary>Where an answer stands until it is whole and can be shown: it may be larger than memory, and a try that failed half way is not seen.</summary>
internal static class AnswerFile
{
    private const UnixFileMode OnlyThisUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Asks, and shows the answer once it is whole.</summary>
    /// <returns>Notes on the answer, a sentence each.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<IReadOnlyList<string>> ShowAsync(
        IFindingReader reader, FindingQuestion question, Action<TextReader> show, CancellationToken cancellation)
    {
        await using var answer = Create();
        var remarks = await reader.AnswerAsync(question, answer, cancellation);
        answer.Position = 0;
        using var text = new StreamReader(answer, Encoding.UTF8);
        show(text);
        return remarks;
    }

    /// <summary>In the system's folder for temporary files; gone when it is closed.</summary>
    private static FileStream Create()
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
