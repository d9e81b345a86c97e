namespace IocExplorer.Seed.Tests;

/// <summary>The collection of tests that run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
