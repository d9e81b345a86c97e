namespace IocExplorer.Messages.Service;

/// <summary>All formats in which hunts are exported.</summary>
public sealed record ExportFormatList(IReadOnlyList<ExportFormat> Formats);
