using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>What came of reading definitions. With an error nothing should be started: a source left out silently is a tree with holes.</summary>
/// <param name="Definitions">The good ones: the built-in ones in tree order, then the user's in order of their file names.</param>
public sealed record LoadedDefinitions(IReadOnlyList<SourceDefinition> Definitions, IReadOnlyList<DefinitionError> Errors);
