namespace IocExplorer.Benchmarks;

/// <summary>Prints figures, the same on every machine: the programs know no culture but the invariant one.</summary>
internal static class Report
{
    public static void Title(string text) => Console.WriteLine("\n## " + text);

    public static void Line(string text) => Console.WriteLine("- " + text);
}
