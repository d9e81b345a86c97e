namespace IocExplorer.Workers.Files;

/// <summary>The IOCs that an attribute of MISP or an observable of STIX names.</summary>
/// <param name="Iocs">None when it is no indicator, or no single one; two of <c>domain|ip</c>, several hashes of one file.</param>
/// <param name="Error">Why it should name one and does not; empty else.</param>
/// <param name="IsNetwork">It names many addresses, and nothing is wrong with it.</param>
internal readonly record struct NamedIocs(IReadOnlyList<Ioc> Iocs, string Error = "", bool IsNetwork = false)
{
    public static NamedIocs None { get; } = new([]);

    public static NamedIocs Of(IocText read) => read.Ioc is { } ioc ? new([ioc]) : new([], read.Error, read.IsNetwork);
}
