using IocExplorer.Coordinator.Seeds;
using IocExplorer.Messages;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Screens;

namespace IocExplorer.Seed.Exploring;

/// <summary>What every verb that takes seeds says about their file.</summary>
internal static class SeedInput
{
    private const int MostBadLines = 20;

    /// <param name="input">As the user wrote it.</param>
    public static string CannotBeRead(string input, Exception cause) => $"The seed file {input} cannot be read ({FileTrouble.Of(cause)}). Name one with -i FILE.";

    public static string NoSeedIn(string input) =>
        $"There is no seed in {input}: nothing to run. Write one a line, `type,value`, with the types {string.Join(", ", IocTypeNames.All)}.";

    public static void ComplainOfLines(Screen screen, string input, SeedFileContent seeds) => ComplainOfLines(screen, [.. seeds.BadLines.Select(l => $"{input} {l}")]);

    public static void ComplainOfLines(Screen screen, IReadOnlyList<string> lines)
    {
        screen.Complain(lines.Take(MostBadLines));
        if (lines.Count > MostBadLines)
        {
            screen.Complain($"and {ProgressScreen.Number(lines.Count - MostBadLines)} more bad lines.");
        }
    }

    public static string Count(int seeds, int repeats) =>
        $"{Count(seeds, "seed", "seeds")}{(repeats > 0 ? $" ({Count(repeats, "repeat", "repeats")} left out)" : "")}";

    private static string Count(int count, string one, string many) => $"{ProgressScreen.Number(count)} {(count == 1 ? one : many)}";
}
