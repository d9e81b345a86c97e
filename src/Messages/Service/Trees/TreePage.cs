namespace IocExplorer.Messages.Service.Trees;

/// <summary>Trees of a hunt in the order of its seeds.</summary>
/// <param name="Trees">A page of them.</param>
/// <param name="Next">Give this as <c>after</c> for the next page; null when this was the last.</param>
public sealed record TreePage(IReadOnlyList<TreeView> Trees, int? Next);
