namespace IocExplorer.Hosting.Configuration;

/// <summary>One setting as it was written, before anybody asked whether it means something.</summary>
/// <param name="Path">With dots, whatever the writer's own separator: <c>sources.VirusTotal.limit</c>.</param>
/// <param name="Value">May be a key: never printed unless the setting is known to be harmless.</param>
/// <param name="Place">Where it was written, for messages: <c>my.conf line 12</c>, or the name of an environment variable.</param>
/// <param name="Folder">What a relative path in it is relative to.</param>
/// <param name="WrittenAs">The writer's own name where it differs from the path: <c>[QiAnXin_PDNS] limit</c>.</param>
public sealed record RawSetting(string Path, string Value, string Place, string Folder, string? WrittenAs = null)
{
    /// <summary>How a message calls it.</summary>
    public string Name => WrittenAs ?? Path;
}
