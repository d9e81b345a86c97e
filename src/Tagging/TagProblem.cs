namespace IocExplorer.Tagging;

/// <summary>Something in a list, or a whole one, that is not used.</summary>
/// <param name="File">As it was named, with the place inside of an archive behind an exclamation mark.</param>
/// <param name="Place">Where in the file: <c>entry 12</c>, <c>line 3</c>; empty when the whole file is meant.</param>
/// <param name="Reason">What is wrong, without a full stop.</param>
/// <param name="Remedy">What to do about it: a whole sentence.</param>
public sealed record TagProblem(string File, string Place, string Reason, string Remedy)
{
    public override string ToString() => Place.Length == 0 ? $"{File}: {Reason}. {Remedy}" : $"{File}, {Place}: {Reason}. {Remedy}";
}
