using System.Globalization;

namespace IocExplorer.Seed.Findings;

/// <summary>Numbers of hunts as users write them.</summary>
internal static class HuntNumber
{
    public static bool TryRead(string text, out long hunt) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out hunt) && hunt > 0;

    public static string IsNone(string text) => $"`{text}` is no hunt: give its number. `ioc-explorer hunts` lists them.";
}
