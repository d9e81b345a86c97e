namespace IocExplorer.Coordinator.Recording;

/// <summary>A result that is built and not recorded yet; each store has its own form.</summary>
internal abstract record PreparedTree(TreeId Tree);
