using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>How a running hunt stands, seen from one node.</summary>
/// <param name="Hunt">Which.</param>
/// <param name="Open">Its trees without an end, on all nodes.</param>
/// <param name="Waiting">Those that no node explores; may be counted short.</param>
/// <param name="Mine">Those that this node explores.</param>
internal readonly record struct HuntLoad(HuntId Hunt, int Open, int Waiting, int Mine);
