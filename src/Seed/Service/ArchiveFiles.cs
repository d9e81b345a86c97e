namespace IocExplorer.Seed.Service;

/// <summary>What came out of an archive.</summary>
/// <param name="Written">Names of files, in the order of the archive.</param>
/// <param name="Refused">Names that are those of no result file; nothing was written for them.</param>
internal sealed record ArchiveFiles(IReadOnlyList<string> Written, IReadOnlyList<string> Refused);
