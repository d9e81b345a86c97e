namespace IocExplorer.Workers.Files;

/// <summary>Something in a file of relations that was left out, or a file that could not be read at all.</summary>
/// <param name="File">The file's name as the user gave it, or its path in the folder that the user gave.</param>
/// <param name="Line">Counted from 1; 0 when no line is meant.</param>
/// <param name="Reason">What is wrong: <c>the first value is no IP address</c>.</param>
public sealed record BadRelationLine(string File, int Line, string Reason)
{
    /// <summary>Where in a file without lines of its own: <c>object indicator--...</c>; empty when the line says it, or the whole file is meant.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether the user named this file, and nothing of it can be used: an error that is reported, rather than a file to skip.</summary>
    public bool IsWholeFileNamed { get; init; }

    public override string ToString() =>
        Line > 0 ? $"{File}, line {Line}: {Reason}"
        : Place.Length > 0 ? $"{File}, {Place}: {Reason}"
        : $"{File}: {Reason}";
}
