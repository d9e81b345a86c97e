using System.Globalization;

namespace IocExplorer.Benchmarks;

/// <summary>Prints figures, the same on every machine.</summary>
internal static class Report
{
    public static void Title(string text) => Console.WriteLine("\n## " + text);

    public static void Line(FormattableString text) => Console.WriteLine("- " + text.ToString(CultureInfo.InvariantCulture));
}
