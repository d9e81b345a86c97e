namespace IocExplorer.Tagging;

/// <summary>The files that are built in.</summary>
internal static class Data
{
    /// <param name="name">As in the folder <c>Data</c>.</param>
    public static Stream Open(string name) =>
        typeof(Data).Assembly.GetManifestResourceStream($"{typeof(Data).Namespace}.Data.{name}")
        ?? throw new InvalidOperationException($"The file {name} is not built in.");
}
