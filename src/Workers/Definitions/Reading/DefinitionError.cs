namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Something wrong in a source definition.</summary>
/// <param name="File">The file's name, or the folder's when that cannot be read.</param>
/// <param name="Line">Counted from 1; 0 when the error is the file itself.</param>
/// <param name="Place">Which member: <c>operations[2].relations[0].yields</c>. Empty for the whole file.</param>
/// <param name="Reason">What is wrong and, where it helps, what was probably meant.</param>
public sealed record DefinitionError(string File, int Line, string Place, string Reason)
{
    /// <summary>One line: <c>Own.json, line 12, operations[0].yields: no IOC type "ip"; did you mean "ip_address"?</c></summary>
    public override string ToString()
    {
        var line = Line > 0 ? $", line {Line}" : "";
        var place = Place.Length > 0 ? $", {Place}" : "";
        return $"{File}{line}{place}: {Reason}";
    }
}
