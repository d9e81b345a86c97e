namespace IocExplorer.Analysis.Paths;

/// <summary>A way to an IOC in another tree than the one that lacks it.</summary>
/// <param name="Hunt">Whose tree it is; null for the hunt that was asked about.</param>
internal sealed record KnownPath(long? Hunt, IocPath Path);
