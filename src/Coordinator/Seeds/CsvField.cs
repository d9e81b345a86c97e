namespace IocExplorer.Coordinator.Seeds;

/// <summary>A field of a line of CSV.</summary>
/// <param name="Text">Without surrounding spaces and quotes.</param>
/// <param name="Fault">What is wrong with how it is written; empty when nothing is.</param>
internal readonly record struct CsvField(string Text, string Fault)
{
    public bool IsEmpty => Text.Length == 0;
}
