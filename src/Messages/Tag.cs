namespace IocExplorer.Messages;

/// <summary>A property of an IOC beside its relations, and who states it. A tag never takes anything out of a tree by itself.</summary>
/// <param name="Name">Short: <c>Cloudflare</c>, <c>popular #123</c>, <c>malicious=42</c>. One line; may come from a
/// source, so it is text and nothing else.</param>
/// <param name="Class">What follows from it.</param>
/// <param name="By">The list or the source that states it.</param>
/// <param name="Version">Of the list: its number or date; null for what a source says.</param>
public sealed record Tag(string Name, TagClass Class, string By, string? Version = null);
