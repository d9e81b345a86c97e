namespace IocExplorer.Tagging;

/// <summary>One list that was loaded.</summary>
/// <param name="Name">Its short name, by which its class can be set: that of its folder or file.</param>
/// <param name="Type">How its entries are compared: <c>string</c>, <c>hostname</c>, <c>cidr</c>, <c>substring</c>, <c>regex</c>, <c>top</c>
/// (ranks), <c>text</c> (a user's).</param>
/// <param name="Entries">How many of its entries are in use; those that were refused do not count.</param>
/// <param name="Tag">The name of the tags that it gives, where its entries do not say otherwise.</param>
/// <param name="Version">Its own number or date; null when it has none.</param>
/// <param name="File">Where it came from; <c>built in</c> for the program's own.</param>
public sealed record TagList(string Name, string Title, string Type, int Entries, string Tag, TagClass Class, string? Version, string File);
