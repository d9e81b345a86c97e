using System.Globalization;

namespace IocExplorer.Workers.Files;

/// <summary>A line of a relations file that was left out, or a file that could not be read at all.</summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="Line">Counted from 1; 0 when the whole file is meant.</param>
/// <param name="Reason">What is wrong: <c>the first value is no IP address</c>.</param>
public sealed record BadRelationLine(string File, int Line, string Reason)
{
    public override string ToString() =>
        Line == 0 ? $"{File}: {Reason}" : string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}: {Reason}");
}
