namespace IocExplorer.Messages;

/// <summary>A relation of the IOC that was asked about, as a source gave it: under this label to <paramref name="Target"/>.</summary>
/// <param name="Label">As trees show it, for instance <c>VT: domain to resolution ip</c>.</param>
/// <param name="Target">The IOC on the far side.</param>
public readonly record struct Relation(string Label, Ioc Target)
{
    /// <summary>When the source saw it; unknown for many.</summary>
    public Seen Seen { get; init; }
}
