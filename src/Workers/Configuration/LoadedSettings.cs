using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Configuration;

/// <summary>What came of reading the configuration.</summary>
/// <param name="Settings">To be used only when there are no problems.</param>
/// <param name="Problems">Everything wrong, one line each.</param>
/// <param name="Files">The configuration, what it includes, and all files and folders that settings name.</param>
public sealed record LoadedSettings(
    AllSettings Settings, IReadOnlyList<SourceDefinition> Definitions, IReadOnlyList<string> Problems, IReadOnlyList<NamedFile> Files);
