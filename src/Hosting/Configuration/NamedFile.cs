namespace IocExplorer.Hosting.Configuration;

/// <summary>A file or folder that the configuration names, and that is lost when something else is written in its place.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Setting">That names it.</param>
public sealed record NamedFile(string Path, string Setting);
