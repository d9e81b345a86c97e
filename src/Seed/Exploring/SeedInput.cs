using IocExplorer.Coordinator.Seeds;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Screens;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Exploring;

/// <summary>What every verb that takes seeds says about their file.</summary>
internal static class SeedInput
{
    private const int MostBadLines = 20;
    private const int LongestName = 200;

    /// <param name="input">As the user wrote it.</param>
    /// <param name="folder">What it is relative to.</param>
    public static string CannotBeRead(string input, string folder, Exception cause) =>
        $"The seed file {input} cannot be read ({FileErrorText.Of(cause, Path.GetFullPath(input, folder))}). Name one with -i FILE.";

    /// <summary>What people call the hunt.</summary>
    /// <param name="name">As the user gave it; null: after the file, if that can be.</param>
    public static string? NameOf(string? name, string input) =>
        name?.Trim() ?? (input != "-" && Path.GetFileNameWithoutExtension(input) is { } file && IsName(file) ? file : null);

    public static void CheckName(string? name, List<string> problems)
    {
        if (name is not null && !IsName(name))
        {
            problems.Add($"command line: --name must have 1 to {LongestName} characters, none of them a control character.");
        }
    }

    public static string NoSeedIn(string input) =>
        $"There is no seed in {input}: nothing to run. Write one a line, `type,value`, with the types {string.Join(", ", IocTypeNames.All)}.";

    /// <summary>Repeated messages are written for the first lines, then counted; the count repeats the advice.</summary>
    public static void ComplainOfLines(Screen screen, string input, SeedFileContent seeds)
    {
        ComplainOfLines(screen,
        [
            .. RepeatedBadLines.Shorten(seeds.BadLines).Select(told => told.Count == 0
                ? $"{input} {told.Line}"
                : $"{input}: {Count(told.Count, "more line", "more lines")} like that ({told.Line.Kind}). {told.Line.Advice}."),
        ]);
    }

    public static void ComplainOfLines(Screen screen, IReadOnlyList<string> lines)
    {
        screen.Complain(lines.Take(MostBadLines));
        if (lines.Count > MostBadLines)
        {
            screen.Complain($"and {Number(lines.Count - MostBadLines)} more lines like these.");
        }
    }

    /// <summary><c>3 seeds (1 repeat left out)</c>.</summary>
    public static string Seeds(int seeds, int repeats) =>
        $"{Count(seeds, "seed", "seeds")}{(repeats > 0 ? $" ({Count(repeats, "repeat", "repeats")} left out)" : "")}";

    private static bool IsName(string name) => name.Trim().Length is > 0 and <= LongestName && !name.Any(char.IsControl);
}
