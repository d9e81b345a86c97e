using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>A tree of a hunt that has no end yet.</summary>
/// <param name="Tree">Which.</param>
/// <param name="Seed">The value of its root.</param>
/// <param name="FailuresSince">The round of its hunt.</param>
internal sealed record OpenTree(TreeId Tree, string Seed, DateTimeOffset FailuresSince);
