namespace IocExplorer.Coordinator.Results;

/// <summary>The formats that trees are written in.</summary>
public static class TreeFormats
{
    /// <summary>In the order in which the files of a tree are written. A new format is registered here and nowhere else.</summary>
    internal static IReadOnlyList<ITreeWriter> All { get; } = [new TxtTreeWriter(), new JsonTreeWriter()];

    /// <summary>Their names, in the same order.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. All.Select(writer => writer.Format)];

    /// <summary>The endings of a tree's files, with the dot, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. All.Select(Ending)];

    internal static string Ending(this ITreeWriter writer) => "." + writer.Format;
}
