namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>Where a value was written.</summary>
/// <param name="File">As messages call it: the name of the file, or the path by which it was included.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Folder">What a relative path there is relative to.</param>
/// <param name="Order">Counts values over all files in the order in which they were read: where two set the same, the larger wins.</param>
internal sealed record HoconPosition(string File, int Line, string Folder, int Order)
{
    public override string ToString() => $"{File} line {Line}";
}
