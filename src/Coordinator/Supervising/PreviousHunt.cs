using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>A hunt that was over, or was interrupted, before hunts had events.</summary>
/// <param name="Ended">Its trees that are over.</param>
internal sealed record PreviousHunt(IReadOnlyList<HuntProtocol.TreeOutcome> Ended);
