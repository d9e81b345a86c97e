namespace IocExplorer.Testing;

/// <summary>Where this checkout stands on disk, and what may stand beside it.</summary>
public static class CheckoutFolder
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The recordings beside the checkout, read in place: other people's data, never part of the project. Null in a user's clone.</summary>
    public static string? Recordings { get; } = Directory.Exists(Path.Combine(Root, "..", "shared"))
        ? Path.GetFullPath(Path.Combine(Root, "..", "shared"))
        : null;

    /// <summary>Whether a missing recording is a failure (on the build server) or only a test left out (in a user's clone).</summary>
    public static bool RecordingsAreRequired => Environment.GetEnvironmentVariable("CI") is { Length: > 0 };

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "IocExplorer.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No IocExplorer.sln above {AppContext.BaseDirectory}.");
    }
}
