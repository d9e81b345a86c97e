using System.Globalization;

namespace IocExplorer.Seed.Screens;

/// <summary>Numbers, and what they count, as all screens write them.</summary>
internal static class NumberText
{
    /// <summary><c>4,711</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 seed</c>, <c>4,711 seeds</c>.</summary>
    public static string Count(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";
}
