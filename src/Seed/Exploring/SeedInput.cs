using IocExplorer.Coordinator.Seeds;
using IocExplorer.Messages;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Screens;

namespace IocExplorer.Seed.Exploring;

/// <summary>What every verb that takes seeds says about their file.</summary>
internal static class SeedInput
{
    private const int MostBadLines = 20;
    private const int MostOfAKind = 3;

    /// <param name="input">As the user wrote it.</param>
    public static string CannotBeRead(string input, Exception cause) => $"The seed file {input} cannot be read ({FileErrorText.Of(cause)}). Name one with -i FILE.";

    public static string NoSeedIn(string input) =>
        $"There is no seed in {input}: nothing to run. Write one a line, `type,value`, with the types {string.Join(", ", IocTypeNames.All)}.";

    /// <summary>What repeats is told for the first lines, then counted; the count says once more what to do.</summary>
    public static void ComplainOfLines(Screen screen, string input, SeedFileContent seeds)
    {
        List<string> lines = [];
        foreach (var kind in seeds.BadLines.GroupBy(l => (l.Kind, l.Advice)))
        {
            lines.AddRange(kind.Take(MostOfAKind).Select(l => $"{input} {l}"));
            var others = kind.Count() - MostOfAKind;
            if (others > 0)
            {
                lines.Add($"{input}: {Count(others, "more line", "more lines")} like that ({kind.Key.Kind}). {kind.Key.Advice}.");
            }
        }

        ComplainOfLines(screen, lines);
    }

    public static void ComplainOfLines(Screen screen, IReadOnlyList<string> lines)
    {
        screen.Complain(lines.Take(MostBadLines));
        if (lines.Count > MostBadLines)
        {
            screen.Complain($"and {ProgressScreen.Number(lines.Count - MostBadLines)} more lines like these.");
        }
    }

    public static string Count(int seeds, int repeats) =>
        $"{Count(seeds, "seed", "seeds")}{(repeats > 0 ? $" ({Count(repeats, "repeat", "repeats")} left out)" : "")}";

    private static string Count(int count, string one, string many) => $"{ProgressScreen.Number(count)} {(count == 1 ? one : many)}";
}
