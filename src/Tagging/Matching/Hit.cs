namespace IocExplorer.Tagging.Matching;

/// <param name="Tag">The number of the entry tag.</param>
/// <param name="Rank">0 without.</param>
/// <param name="IsWeak">It fits a host or a parent, not the IOC itself.</param>
internal readonly record struct Hit(int Tag, int Rank, bool IsWeak);
